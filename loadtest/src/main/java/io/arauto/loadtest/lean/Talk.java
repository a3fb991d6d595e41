package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Members of one tenant, and one user more who talks to all of them, or to each in turn. */
final class Talk {
    private static final String FILLER = "x".repeat(11);
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Options options;
    private final Crowd crowd;
    private final Arrivals.Totals arrivals = new Arrivals.Totals();
    private final LongAdder acked = new LongAdder();
    private long began;
    private long said;
    private long residentBefore;
    private volatile boolean sending;

    Talk(Vertx vertx, Options options) {
        this.vertx = vertx;
        this.crowd = new Crowd(vertx, options.url());
        this.options = options;
    }

    /** How much to load and what. */
    record Options(
            URI url, Tokens tokens, int members, Audience audience, Pace pace, Duration time, ServerProcess server) {}

    /**
     * What a run showed.
     *
     * @param lost deliveries of acked messages that never came
     * @param micros from sending, as it was planned where it was, to arrival; of an eighth of the messages
     * @param bytesEach how much the server's resident memory grew while the members joined, for each
     */
    record Result(
            long messages,
            long deliveries,
            long lost,
            long disordered,
            ConcurrentHistogram micros,
            ServerProcess.Cpu cpu,
            long bytesEach,
            Duration took) {}

    Future<Void> join() {
        residentBefore = options.server().residentBytes();
        return crowd.join(
                options.members(),
                user -> new Crowd.Guest(
                        options.tokens().of(user), options.audience().wish(user), new Arrivals(arrivals)::count));
    }

    Future<Result> run() {
        var talker = new Crowd.Guest(options.tokens().of(options.members() + 1), this::acknowledged);
        return crowd.join(1, _ -> talker).compose(_ -> {
            var resident = options.server().residentBytes() - residentBefore;
            var cpuBefore = options.server().cpu();
            began = System.nanoTime();
            sending = true;
            begin();
            return vertx.timer(options.time().toMillis(), TimeUnit.MILLISECONDS).compose(_ -> {
                sending = false;
                var cpu = options.server().cpu().since(cpuBefore);
                var took = Duration.ofNanos(System.nanoTime() - began);
                var deliveries = arrivals.delivered().sum();
                return drained(System.nanoTime() + PATIENCE.toNanos())
                        .map(_ -> new Result(
                                acked.sum(),
                                deliveries,
                                missing(),
                                arrivals.disordered().sum(),
                                arrivals.micros(),
                                cpu,
                                resident / options.members(),
                                took));
            });
        });
    }

    private void begin() {
        var pace = options.pace();
        if (pace.isByTheClock()) {
            vertx.setPeriodic(1, timer -> {
                while (sending && planned(pace.aSecond()) <= System.nanoTime()) {
                    say(planned(pace.aSecond()));
                }
                if (!sending) {
                    vertx.cancelTimer(timer);
                }
            });
        } else {
            for (var index = 0; index < pace.inFlight(); index++) {
                say(System.nanoTime());
            }
        }
    }

    /** When the next message is due. */
    private long planned(int aSecond) {
        return began + said * 1_000_000_000 / aSecond;
    }

    private long missing() {
        return acked.sum() * options.audience().receivers(options.members())
                - arrivals.delivered().sum();
    }

    /** Gives what is on its way time to arrive before it counts as lost. */
    private Future<Void> drained(long deadline) {
        Promise<Void> drained = Promise.promise();
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> {
            if ((acked.sum() == said && missing() == 0) || System.nanoTime() > deadline) {
                vertx.cancelTimer(timer);
                drained.complete();
            }
        });
        return drained.future();
    }

    private void say(long time) {
        var number = said++;
        crowd.last().send(options.audience().message(number, options.members(), Arrivals.mark(number, time) + FILLER));
    }

    private void acknowledged(Buffer frame) {
        if (Member.isAck(frame)) {
            acked.increment();
            if (sending && !options.pace().isByTheClock()) {
                say(System.nanoTime());
            }
        }
    }

    Future<Void> leave() {
        return crowd.leave();
    }
}
