package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Members of one channel, and one of them who keeps so many messages in flight; every message goes to all. */
final class FanOutRun {
    private static final byte[] ACK = "43".getBytes(StandardCharsets.US_ASCII);
    private static final String FILLER = "x".repeat(11);
    private static final int JOINING_AT_ONCE = 50;

    private final Vertx vertx;
    private final NetClient client;
    private final Options options;
    private final Arrivals.Totals arrivals = new Arrivals.Totals();
    private final LongAdder acked = new LongAdder();
    private final List<Member> members = new ArrayList<>();
    private long said;
    private long residentBefore;
    private volatile boolean sending;

    FanOutRun(Vertx vertx, Options options) {
        this.vertx = vertx;
        this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.options = options;
    }

    /** How much to load and what. */
    record Options(URI url, Tokens tokens, int members, int inFlight, Duration time, ProcessCpu server) {}

    /**
     * What a run showed.
     *
     * @param lost deliveries of acked messages that never came
     * @param micros from sending to arrival, of an eighth of the messages
     * @param bytesEach how much the server's resident memory grew while the members joined, for each
     */
    record Result(
            long messages,
            long deliveries,
            long lost,
            long disordered,
            ConcurrentHistogram micros,
            long serverMicros,
            long bytesEach,
            Duration took) {}

    Future<Void> join() {
        residentBefore = options.server().residentBytes();
        return joinFrom(0);
    }

    private Future<Void> joinFrom(int first) {
        if (first >= options.members()) {
            return Future.succeededFuture();
        }
        var joining = new ArrayList<Future<Member>>();
        for (var user = first; user < Math.min(first + JOINING_AT_ONCE, options.members()); user++) {
            joining.add(
                    Member.join(client, options.url(), options.tokens().of(user + 1), new Arrivals(arrivals)::count));
        }
        return Future.all(joining).compose(_ -> {
            joining.forEach(member -> members.add(member.result()));
            return joinFrom(first + JOINING_AT_ONCE);
        });
    }

    Future<Result> run() {
        var sender = options.tokens().of(options.members() + 1);
        return Member.join(client, options.url(), sender, this::acknowledged).compose(speaker -> {
            members.add(speaker);
            var resident = options.server().residentBytes() - residentBefore;
            var cpuBefore = options.server().micros();
            var began = System.nanoTime();
            sending = true;
            for (var index = 0; index < options.inFlight(); index++) {
                say();
            }
            return vertx.timer(options.time().toMillis(), TimeUnit.MILLISECONDS).compose(_ -> {
                sending = false;
                var cpu = options.server().micros() - cpuBefore;
                var took = Duration.ofNanos(System.nanoTime() - began);
                return drained(arrivals.delivered().sum(), cpu, resident / options.members(), took);
            });
        });
    }

    /** Gives what is on its way time to arrive before it counts as lost. */
    private Future<Result> drained(long deliveries, long cpu, long bytesEach, Duration took) {
        return vertx.timer(3, TimeUnit.SECONDS)
                .map(_ -> new Result(
                        acked.sum(),
                        deliveries,
                        acked.sum() * options.members() - arrivals.delivered().sum(),
                        arrivals.disordered().sum(),
                        arrivals.micros(),
                        cpu,
                        bytesEach,
                        took));
    }

    private void say() {
        members.getLast()
                .send("420" + "[\"chat:send\","
                        + new JsonObject()
                                .put("channel", "geral")
                                .put("text", Arrivals.mark(said++) + FILLER)
                                .encode() + "]");
    }

    private void acknowledged(Buffer frame) {
        if (startsWith(frame, ACK)) {
            acked.increment();
            if (sending) {
                say();
            }
        }
    }

    private static boolean startsWith(Buffer frame, byte[] beginning) {
        return frame.length() >= beginning.length && Arrays.equals(frame.getBytes(0, beginning.length), beginning);
    }

    Future<Void> leave() {
        members.forEach(Member::leave);
        return client.close();
    }
}
