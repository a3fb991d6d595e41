package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import io.arauto.loadtest.socketio.StalledClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code slow} (5) of a channel's members read nothing, while {@code members} (50) do, and {@code rate} (20) messages a second of 3 KB come for
 * {@code duration} (30s). Nothing may be missing or slower for those who read. The results count how many of the slow ones the server had cut off at the
 * end: all, where more was sent than the kernel's buffers and the server's bound for one client hold.
 */
public final class SlowConsumer extends LoadSimulation {
    private static final String FILLER = "x".repeat(3_000);
    private static final int PUBLISHERS = 4;

    private final int members = parameters.number("members", 50);
    private final int slow = parameters.number("slow", 5);
    private List<StalledClient> stalled = List.of();

    public SlowConsumer() {
        var rate = parameters.number("rate", 20);
        var time = parameters.time("duration", "30s");
        var ramp = parameters.time("ramp", "5s");
        var second = Duration.ofSeconds(1);
        var listening = ramp.plus(time).plus(SETTLE.multipliedBy(3));
        run(
                listeners("members", accounts.of("t0", 1, "chat"), "geral", listening)
                        .injectOpen(rampUsers(members).during(ramp)),
                speakers(
                                "publishers",
                                accounts.of("t0", members + slow + 1, "chat"),
                                "geral",
                                Duration.ofMillis(1_000L * PUBLISHERS / rate),
                                time,
                                marker ->
                                        new JsonObject().put("channel", "geral").put("text", marker.text() + FILLER))
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(PUBLISHERS).during(second)));
    }

    @Override
    public void before() {
        var url = parameters.urls().getFirst();
        stalled = IntStream.rangeClosed(members + 1, members + slow)
                .mapToObj(user -> String.valueOf(
                        accounts.account("t0", user, List.of("chat")).get("token")))
                .map(token -> StalledClient.join(url, token))
                .toList();
    }

    @Override
    void settle() {
        stalled.stream().filter(StalledClient::isCutOff).forEach(_ -> ledger.count("slow consumers cut off"));
        stalled.forEach(StalledClient::close);
    }
}
