package io.arauto.loadtest.socketio;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.arauto.loadtest.ledger.Ledger;
import io.arauto.loadtest.ledger.Marker;
import io.arauto.loadtest.ledger.Reception;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Publishing at a fixed rate and receiving, with an entry in the ledger for each message. */
public final class Messages {
    private final SocketIo io;
    private final Ledger ledger;

    public Messages(SocketIo io, Ledger ledger) {
        this.io = io;
        this.ledger = ledger;
    }

    /**
     * Emits one event each {@code period}, for {@code time}. A late answer delays what follows, but neither the plan nor the latencies, which
     * count from the time of the plan.
     *
     * @param payload has to hold the marker's text somewhere
     */
    public ChainBuilder publish(
            String event,
            Duration period,
            Duration time,
            Function<Session, String> audience,
            BiFunction<Session, Marker, JsonObject> payload) {
        var messages = (int) Math.max(1, time.toMillis() / period.toMillis());
        return exec(
                exec(session -> begin(session, period)),
                repeat(messages, "number")
                        .on(
                                exec(session -> session.set("marker", next(session, audience, period)))
                                        .pause(Messages::untilIntended),
                                exec(this::send),
                                io.ask(event, session -> payload.apply(session, marker(session))),
                                exec(this::account)));
    }

    /** Anywhere in the first period, so that publishers do not march in step. */
    private static Session begin(Session session, Duration period) {
        var begin = System.currentTimeMillis() + ThreadLocalRandom.current().nextLong(Math.max(1, period.toMillis()));
        return session.set("begun", begin).set("free", 0L);
    }

    private static Marker next(Session session, Function<Session, String> audience, Duration period) {
        var number = session.getInt("number");
        return new Marker(
                audience.apply(session),
                String.valueOf(session.userId()),
                number,
                session.getLong("begun") + number * period.toMillis());
    }

    private static Marker marker(Session session) {
        return Objects.requireNonNull(session.<Marker>get("marker"));
    }

    private static Duration untilIntended(Session session) {
        return Duration.ofMillis(Math.max(0, marker(session).intended() - System.currentTimeMillis()));
    }

    /** Late by our own fault is what is late although the answer to the message before was there. */
    private Session send(Session session) {
        var now = System.currentTimeMillis();
        ledger.lagged(now - Math.max(marker(session).intended(), session.getLong("free")));
        return session.set("sent", now);
    }

    private Session account(Session session) {
        if (!session.contains("answer")) {
            ledger.unanswered();
        } else {
            var answer = new JsonObject(String.valueOf(session.getString("answer")));
            if (answer.containsKey("ok")) {
                ledger.acknowledged(marker(session), session.getLong("sent"));
            } else {
                ledger.refused(answer.getJsonObject("error").getString("code"));
            }
        }
        return session.set("free", System.currentTimeMillis());
    }

    /** From here on the virtual user is owed what the audience is sent. */
    public ChainBuilder arrive(Function<Session, String> audience) {
        return exec(session -> session.set("reception", ledger.reception(audience.apply(session))));
    }

    /** Receives for so long, and enters every message; what is sent from then on is not owed any more. */
    public ChainBuilder receive(Duration time) {
        return exec(io.read(time, this::enter), leave());
    }

    /** Reads once what has arrived. */
    public ChainBuilder receive() {
        return io.read(this::enter);
    }

    public ChainBuilder leave() {
        return exec(session -> {
            reception(session).leaves();
            return session;
        });
    }

    /** Enters an event that has a marker of the audience; for readers that look for other things too. */
    public Session enter(Session session, Received received) {
        Marker.in(received.frame())
                .filter(marker -> marker.audience().equals(reception(session).audience()))
                .ifPresent(marker -> reception(session).received(marker, received.eventId(), received.at()));
        return session;
    }

    /** Enters what may be told again, as states are, at its first coming. */
    public Session enterOnce(Session session, Marker marker, long at) {
        if (!reception(session).has(marker)) {
            reception(session).received(marker, "", at);
        }
        return session;
    }

    private static Reception reception(Session session) {
        return Objects.requireNonNull(session.<Reception>get("reception"));
    }
}
