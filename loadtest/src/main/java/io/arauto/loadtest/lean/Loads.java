package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run after the other against one server, each in a tenant of its own, and a table of what they showed. */
record Loads(Vertx vertx, URI url, String secret, ServerProcess server, Audience audience, Extent extent) {
    /** To few members at first, so that what is done once a message is done often. */
    private static final int WARM_UP_MEMBERS = 50;

    private static final int WARM_UP_MESSAGES = 20_000;

    /**
     * @param time of a run
     * @param warmUp whether there are runs before, that are not shown
     */
    record Extent(int members, Duration time, boolean warmUp) {}

    /** Of the command line: url, secret, process id of the server; members, seconds. */
    static Loads of(CommandLine line, boolean warmUp, Audience audience) {
        var members = line.number("members", 3, 1_000, 1, 100_000);
        var time = Duration.ofSeconds(line.number("seconds", 4, 10, 1, 3_600));
        var extent = new Extent(members, time, warmUp);
        return new Loads(Vertx.vertx(), line.url(), line.secret(), line.server(), audience, extent);
    }

    /** Tells whether every delivery came, and in order. */
    boolean show(List<Pace> paces) throws InterruptedException {
        try {
            System.out.printf(
                    "%d members%n%10s %12s %14s %12s %12s %9s %9s %9s %6s %12s%n",
                    extent.members(),
                    "in flight",
                    "messages/s",
                    "deliveries/s",
                    "CPU us each",
                    "its own",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "lost",
                    "out of order");
            if (extent.warmUp()) {
                warmUp(paces);
            }
            var amiss = 0L;
            for (var pace : paces) {
                var result = run(extent.members(), pace);
                print(pace, result);
                amiss += result.lost() + result.disordered();
            }
            await(vertx.close());
            return amiss == 0;
        } catch (ExecutionException | TimeoutException failure) {
            System.err.println(failure);
            return false;
        }
    }

    private static void print(Pace pace, Talk.Result result) {
        var seconds = result.took().toNanos() / 1e9;
        System.out.printf(
                "%10s %12.0f %14.0f %12.2f %12.2f %9.2f %9.2f %9.2f %6d %12d%n",
                pace,
                result.messages() / seconds,
                result.deliveries() / seconds,
                (double) result.cpu().micros() / result.deliveries(),
                (double) result.cpu().user() / result.deliveries(),
                result.micros().getValueAtPercentile(50) / 1e3,
                result.micros().getValueAtPercentile(99) / 1e3,
                result.micros().getValueAtPercentile(99.9) / 1e3,
                result.lost(),
                result.disordered());
    }

    /** Until compilers have had enough to look at, however slow the machine. */
    void warmUp(List<Pace> paces) throws InterruptedException, ExecutionException, TimeoutException {
        for (var messages = 0L; messages < WARM_UP_MESSAGES; ) {
            messages += run(Math.min(extent.members(), WARM_UP_MEMBERS), Pace.inFlight(32))
                    .messages();
        }
        for (var pace : paces.reversed()) {
            run(extent.members(), pace);
        }
    }

    Talk.Result run(int members, Pace pace) throws InterruptedException, ExecutionException, TimeoutException {
        var tokens = new Tokens(secret, "lean" + System.nanoTime());
        var talk = new Talk(vertx, new Talk.Options(url, tokens, members, audience, pace, extent.time(), server));
        await(talk.join());
        var result = await(talk.run());
        await(talk.leave());
        return result;
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
    }
}
