package io.arauto.loadtest.lean;

import java.util.List;

/**
 * Every message to all members of one channel: prints deliveries a second, the server's CPU time for each and their latency, by the clock and
 * for some numbers of messages in flight. {@code FanOut <url> <HS256 secret> <pid of the server> [members] [seconds] [warm-up]}. Exits with 1 when a
 * delivery was lost or out of order. For loopback only.
 */
public final class FanOut {
    private static final List<Pace> PACES =
            List.of(Pace.aSecond(40), Pace.inFlight(1), Pace.inFlight(4), Pace.inFlight(32));

    private FanOut() {}

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "FanOut <url> <HS256 secret> <pid of the server> [members=1000] [seconds=10] [warm-up=true]",
                6,
                arguments,
                line -> Loads.of(line, line.flag("warm-up", 5, true), Audience.ALL)
                        .show(PACES));
    }
}
