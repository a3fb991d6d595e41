package io.arauto.loadtest.lean;

import java.util.List;

/**
 * Every message to one member, each in turn, over a topic of its own: prints what one costs. {@code Direct <url> <HS256 secret> <pid of the server> [members]
 * [seconds] [warm-up]}. Exits with 1 when a message was lost. For loopback only.
 */
public final class Direct {
    private static final List<Pace> PACES =
            List.of(Pace.aSecond(500), Pace.inFlight(1), Pace.inFlight(32), Pace.inFlight(256));

    private Direct() {}

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "Direct <url> <HS256 secret> <pid of the server> [members=1000] [seconds=10] [warm-up=true]",
                6,
                arguments,
                line -> Loads.of(line, line.flag("warm-up", 5, true), Audience.ONE)
                        .show(PACES));
    }
}
