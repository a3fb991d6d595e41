package io.arauto.loadtest.lean;

import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a command line, checked: addresses, secret and a third that all of them need, then numbers that may be left out. */
final class CommandLine {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int NEEDED = 3;
    private static final int SHORTEST_SECRET = 32;
    /** EX_USAGE of sysexits(3). */
    private static final int WRONG_USAGE = 64;

    private final String[] words;

    private CommandLine(String[] words) {
        this.words = words;
    }

    /** What is done with the words. */
    interface Tool {
        /** Tells whether nothing was amiss. */
        boolean run(CommandLine line) throws Exception;
    }

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String what, String takes) {
            super(what + " takes " + takes);
        }
    }

    /** Ends the process: with 0, with 1 when the tool found something amiss, with 64 when a word is wrong. */
    static void exit(String usage, int most, String[] words, Tool tool) throws Exception {
        System.exit(run(usage, most, words, tool, System.err));
    }

    /** As {@link #exit}, answering the status. */
    static int run(String usage, int most, String[] words, Tool tool, PrintStream errors) throws Exception {
        try {
            if (words.length < NEEDED || words.length > most) {
                throw new Wrong("the command line", NEEDED + " to " + most + " words");
            }
            return tool.run(new CommandLine(words)) ? 0 : 1;
        } catch (Wrong wrong) {
            errors.println(wrong.getMessage());
            errors.println("usage: " + usage);
            return WRONG_USAGE;
        }
    }

    URI url() {
        return url(words[0]);
    }

    List<URI> urls() {
        return COMMA.splitAsStream(words[0]).map(CommandLine::url).toList();
    }

    private static URI url(String word) {
        return address(word, "the address of a gateway", List.of("http", "https"));
    }

    /** In the place of the server. */
    URI redis() {
        return address(words[2], "the address of Redis", List.of("redis"));
    }

    private static URI address(String word, String what, List<String> schemes) {
        try {
            var url = new URI(word);
            if (url.getHost() != null && schemes.contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException _) {
            // As any other word that is none.
        }
        throw new Wrong(what, String.join(" or ", schemes) + "://host:port, not " + word);
    }

    String secret() {
        if (words[1].getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new Wrong("the HS256 secret", SHORTEST_SECRET + " bytes or more");
        }
        return words[1];
    }

    ServerProcess server() {
        return process(words[2]);
    }

    List<ServerProcess> servers() {
        return COMMA.splitAsStream(words[2]).map(CommandLine::process).toList();
    }

    /** One that may be left out. */
    Stream<ServerProcess> process(int at) {
        return Stream.of(words).skip(at).limit(1).map(CommandLine::process);
    }

    private static ServerProcess process(String word) {
        try {
            var pid = Long.parseLong(word);
            if (ProcessHandle.of(pid).isPresent()) {
                return new ServerProcess(pid);
            }
        } catch (NumberFormatException _) {
            // As that of a process that is not there.
        }
        throw new Wrong("the pid of a server", "that of a process of this machine, not " + word);
    }

    int number(String what, int at, int otherwise, int least, int most) {
        if (words.length <= at) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(words[at]);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // As one out of bounds.
        }
        throw new Wrong(what, "a whole number from %d to %d, not %s".formatted(least, most, words[at]));
    }

    boolean flag(String what, int at, boolean otherwise) {
        if (words.length <= at) {
            return otherwise;
        }
        return switch (words[at]) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Wrong(what, "true or false, not " + words[at]);
        };
    }

    /** Some of the constants, in any case, separated by commas; all of them when they are left out. */
    <E extends Enum<E>> List<E> some(String what, int at, Class<E> constants) {
        var all = List.of(constants.getEnumConstants());
        return words.length <= at
                ? all
                : COMMA.splitAsStream(words[at])
                        .map(word -> all.stream()
                                .filter(constant -> constant.name().equals(word.toUpperCase(Locale.ROOT)))
                                .findFirst()
                                .orElseThrow(() -> new Wrong(what, "some of " + all + ", not " + word)))
                        .toList();
    }
}
