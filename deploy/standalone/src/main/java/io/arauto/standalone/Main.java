package io.arauto.standalone;

import io.arauto.config.ConfigException;
import io.arauto.embedded.EmbeddedServerException;
import org.slf4j.LoggerFactory;

/** Starts the quickstart and ends it at SIGTERM or Ctrl-C. Exit codes: 0 help, 1 it could not be started, 2 wrong command line. */
public final class Main {

    private static final int START_FAILED = 1;
    private static final int MISUSE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-quickstart.xml");
        try {
            var commandLine = CommandLine.parse(arguments);
            if (commandLine.wantsHelp()) {
                System.out.print(CommandLine.help());
            } else {
                run(commandLine);
            }
        } catch (CommandLine.Misuse wrong) {
            System.err.println(wrong.getMessage());
            System.exit(MISUSE);
        } catch (ConfigException | EmbeddedServerException failure) {
            System.err.println(failure.getMessage());
            System.exit(START_FAILED);
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(Main.class).error("start_failed", failure);
            System.exit(START_FAILED);
        }
    }

    private static void run(CommandLine commandLine) {
        var quickstart = new Quickstart(commandLine.data(), System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(quickstart::close, "shutdown"));
        System.out.println(quickstart.start().table());
    }
}
