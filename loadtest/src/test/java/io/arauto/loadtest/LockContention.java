package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.arauto.loadtest.ledger.Reception;
import io.arauto.loadtest.socketio.Received;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code users} (50) contend for {@code resources} (5) for {@code duration} (30s): each waits for its turn, holds for {@code hold} (100ms) and lets go. By
 * the clients' own clock no two may hold at once, and each holder's fence has to be greater than the one before.
 */
public final class LockContention extends LoadSimulation {
    private static final Duration TURN = Duration.ofSeconds(20);

    private final Duration hold = parameters.time("hold", "100ms");
    private final int resources = parameters.number("resources", 5);
    private final ConcurrentHashMap<String, Integer> holders = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, String> fences = new ConcurrentHashMap<>();

    public LockContention() {
        var users = parameters.number("users", 50);
        var time = parameters.time("duration", "30s");
        var ramp = parameters.time("ramp", "5s");
        run(scenario("contenders")
                .exec(
                        feed(accounts.of("t0", 1, "chat")),
                        io.connect(),
                        during(time).on(contend(), pause(hold)),
                        io.close())
                .injectOpen(rampUsers(users).during(ramp)));
    }

    private ChainBuilder contend() {
        return exec(
                exec(session -> session.set(
                                "resource",
                                "order:" + ThreadLocalRandom.current().nextInt(resources))
                        .set("asked", System.currentTimeMillis())
                        .remove("fence")),
                io.ask("lock:acquire", session -> lock(session).put("wait", true)),
                exec(LockContention::takeAtOnce),
                asLongAsDuring(session -> !session.contains("fence"), TURN)
                        .on(io.read(LockContention::takeInTurn), pause(Duration.ofMillis(20))),
                doIf(session -> session.contains("fence"))
                        .then(
                                exec(this::holds),
                                pause(hold),
                                exec(this::letsGo),
                                io.emit("lock:release", LockContention::held)),
                doIf(session -> !session.contains("fence")).then(exec(this::neverCame)));
    }

    private static JsonObject lock(Session session) {
        return new JsonObject().put("resource", session.getString("resource"));
    }

    private static JsonObject held(Session session) {
        return lock(session).put("fence", session.getString("fence"));
    }

    private static Session takeAtOnce(Session session) {
        var answer = new JsonObject(String.valueOf(session.getString("answer")));
        return answer.containsKey("ok")
                ? session.set("fence", answer.getJsonObject("ok").getString("fence"))
                : session;
    }

    private static Session takeInTurn(Session session, Received received) {
        return received.is("lock:granted")
                        && received.payload().getString("resource").equals(session.getString("resource"))
                ? session.set("fence", received.payload().getString("fence"))
                : session;
    }

    private Session holds(Session session) {
        ledger.count("locks held");
        ledger.waited(System.currentTimeMillis() - session.getLong("asked"));
        var resource = String.valueOf(session.getString("resource"));
        var other = holders.put(resource, session.getInt("user"));
        if (other != null) {
            ledger.unmet("user " + session.getInt("user") + " and user " + other + " held " + resource + " at once");
        }
        var fence = String.valueOf(session.getString("fence"));
        var before = fences.put(resource, fence);
        if (before != null && Reception.compare(fence, before) <= 0) {
            ledger.unmet("fence " + fence + " of " + resource + " came after " + before);
        }
        return session;
    }

    private Session letsGo(Session session) {
        holders.remove(String.valueOf(session.getString("resource")), session.getInt("user"));
        return session;
    }

    private Session neverCame(Session session) {
        ledger.unmet("user " + session.getInt("user") + " waited in vain for " + session.getString("resource"));
        return session;
    }
}
