package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Prints deliveries a second, the server's CPU time for each and their latency, for some numbers of messages in flight; what runs before, for the server to warm up on, is not shown: {@code FanOut <url>
 * <HS256 secret> <pid of the gateway> [members] [seconds]}. Exits with 1 when a delivery was lost or out of order. For loopback only.
 */
public final class FanOut {
    private static final List<Integer> IN_FLIGHT = List.of(1, 4, 32);
    /** To few members, so that what is done once a message is done often. */
    private static final int WARM_UP_MEMBERS = 10;

    private static final int WARM_UP_IN_FLIGHT = 32;

    private FanOut() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3 || arguments.length > 5) {
            System.err.println("usage: FanOut <url> <HS256 secret> <pid of the gateway> [members=1000] [seconds=10]");
            System.exit(64);
        }
        var members = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000;
        var time = Duration.ofSeconds(arguments.length > 4 ? Long.parseLong(arguments[4]) : 10);
        var server = new ProcessCpu(Long.parseLong(arguments[2]));
        var intact = false;
        try {
            intact = run(arguments, members, time, server);
        } catch (ExecutionException | TimeoutException failure) {
            System.err.println(failure);
        }
        System.exit(intact ? 0 : 1);
    }

    /** Tells whether every delivery came, and in order. */
    private static boolean run(String[] arguments, int members, Duration time, ProcessCpu server) throws Exception {
        var vertx = Vertx.vertx();
        var lost = 0L;
        System.out.printf(
                "%d members%n%10s %12s %14s %12s %9s %9s %9s %12s %6s %12s%n",
                members,
                "in flight",
                "messages/s",
                "deliveries/s",
                "CPU us each",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "KB/connection",
                "lost",
                "out of order");
        var loads = new Loads(vertx, URI.create(arguments[0]), arguments[1], time, server);
        loads.run(WARM_UP_MEMBERS, WARM_UP_IN_FLIGHT);
        loads.run(members, WARM_UP_IN_FLIGHT);
        for (var inFlight : IN_FLIGHT) {
            var result = loads.run(members, inFlight);
            var seconds = result.took().toNanos() / 1e9;
            System.out.printf(
                    "%10d %12.0f %14.0f %12.2f %9.2f %9.2f %9.2f %12.1f %6d %12d%n",
                    inFlight,
                    result.messages() / seconds,
                    result.deliveries() / seconds,
                    (double) result.serverMicros() / result.deliveries(),
                    result.micros().getValueAtPercentile(50) / 1e3,
                    result.micros().getValueAtPercentile(99) / 1e3,
                    result.micros().getValueAtPercentile(99.9) / 1e3,
                    result.bytesEach() / 1_024.0,
                    result.lost(),
                    result.disordered());
            lost += result.lost() + result.disordered();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        return lost == 0;
    }

    /** One run after the other, each in a tenant of its own. */
    private record Loads(Vertx vertx, URI url, String secret, Duration time, ProcessCpu server) {
        FanOutRun.Result run(int members, int inFlight) throws Exception {
            var tokens = new Tokens(secret, "fanout" + System.nanoTime());
            var run = new FanOutRun(vertx, new FanOutRun.Options(url, tokens, members, inFlight, time, server));
            run.join().toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
            var result = run.run().toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
            run.leave().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
            return result;
        }
    }
}
