package io.arauto.standalone;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.arauto.embedded.EmbeddedServerException;
import io.arauto.process.LogFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Starts the quickstart and ends it at SIGTERM or Ctrl-C. Exit codes: 0 when it was told to stop, 1 when it could not be started, 2
 * for a wrong command line.
 */
public final class Main {

    private static final int START_FAILED = 1;
    private static final int MISUSE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var commandLine = CommandLine.parse(arguments);
            if (commandLine.wantsHelp()) {
                System.out.print(CommandLine.help());
            } else {
                run(commandLine, quietUnlessAsked(System.getenv()));
            }
        } catch (CommandLine.Misuse wrong) {
            System.err.println(wrong.getMessage());
            System.exit(MISUSE);
        }
    }

    /** The table is what is to be seen; warnings and errors still show. */
    private static Map<String, String> quietUnlessAsked(Map<String, String> environment) {
        var changed = new HashMap<>(environment);
        changed.putIfAbsent(Variable.ARAUTO_LOG_LEVEL.name(), "warn");
        return changed;
    }

    private static void run(CommandLine commandLine, Map<String, String> environment) {
        var quickstart = new Quickstart(commandLine, environment);
        var status = new AtomicInteger();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(quickstart, status), "shutdown"));
        try {
            LogFormat.configure(Environment.of(environment));
            System.out.println(quickstart.start().table());
        } catch (ConfigException | EmbeddedServerException failure) {
            System.err.println(failure.getMessage());
            exit(status);
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(Main.class).error("start_failed", failure);
            exit(status);
        }
    }

    private static void exit(AtomicInteger status) {
        status.set(START_FAILED);
        System.exit(START_FAILED);
    }

    /** Ends the JVM itself: left alone, it would report the signal (143) for an orderly end too. */
    private static void stop(Quickstart quickstart, AtomicInteger status) {
        quickstart.close();
        Runtime.getRuntime().halt(status.get());
    }
}
