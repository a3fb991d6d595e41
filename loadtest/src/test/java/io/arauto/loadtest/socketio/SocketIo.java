package io.arauto.loadtest.socketio;

import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.arauto.loadtest.ledger.Ledger;
import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Steps of a virtual user that has a {@code token}. What arrives is kept until it is read; <em>every emit throws away what was not read
 * before</em>, so those who publish and those who count what arrives are different virtual users. An event may overtake the answer to
 * what caused it; Gatling forgets frames that a check does not want, so the check itself keeps them.
 */
public final class SocketIo {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int UNREAD_EVENTS = 100_000;
    private static final String EARLY = "early";

    private final List<URI> urls;
    private final Ledger ledger;
    private final AtomicInteger next = new AtomicInteger();

    public SocketIo(List<URI> urls, Ledger ledger) {
        this.urls = urls;
        this.ledger = ledger;
    }

    /** Answers the server's pings, and keeps what no step has asked for. */
    public HttpProtocolBuilder protocol() {
        return http.baseUrl(urls.getFirst().toString())
                .wsAutoReplySocketIo4()
                .wsUnmatchedInboundMessageBufferSize(UNREAD_EVENTS);
    }

    /**
     * Opens a connection, to one node after the other, and a session in it; {@code pid} and {@code offset} resume an earlier one. Leaves the
     * event {@code session} there, and {@code pid}.
     */
    public ChainBuilder connect() {
        return exec(
                ws("open")
                        .connect(_ -> webSocket())
                        .await(PATIENCE)
                        .on(ws.checkTextMessage("open").matching(regex("^0\\{"))),
                ws("connect")
                        .sendText(session -> "40" + credentials(session))
                        .await(PATIENCE)
                        .on(
                                ws.checkTextMessage("connected")
                                        .matching(regex("^4[04]"))
                                        .check(regex("^40.*\"pid\":\"([^\"]+)\"")
                                                .saveAs("pid")),
                                ws.checkTextMessage("session")
                                        .matching(regex("^42\\[\"session\""))
                                        .check(bodyString().saveAs("greeting"))),
                exec(SocketIo::remember));
    }

    /** What a stock client does with a broken connection, less its waiting: goes on where it was. */
    public ChainBuilder reconnect() {
        return exec(close(), connect());
    }

    public ChainBuilder close() {
        return exec(ws("close").close());
    }

    private String webSocket() {
        var url = urls.get(Math.floorMod(next.getAndIncrement(), urls.size()));
        return ("https".equals(url.getScheme()) ? "wss://" : "ws://") + url.getAuthority()
                + "/socket.io/?EIO=4&transport=websocket";
    }

    private static String credentials(Session session) {
        var auth = new JsonObject().put("token", session.getString("token"));
        if (session.contains("offset")) {
            auth.put("pid", session.getString("pid")).put("offset", session.getString("offset"));
        }
        return auth.encode();
    }

    /** A session that is not resumed begins at the position that its greeting names. */
    private static Session remember(Session session) {
        if (!session.contains("greeting")) {
            return session;
        }
        var greeting = new Received(String.valueOf(session.getString("greeting")), 0);
        var recovered = greeting.payload().getBoolean("recovered", false);
        var known = session.set("recovered", recovered).remove("greeting").set("acks", 0);
        return recovered || greeting.eventId().isEmpty() ? known : known.set("offset", greeting.eventId());
    }

    /** Emits with an ack and takes only yes for an answer, which it leaves in {@code ok}. */
    public ChainBuilder emit(String event, Function<Session, JsonObject> payload) {
        return ask(event, event, "^43#{acks}\\[\\{\"ok\":(.*)\\}\\]$", "ok", payload);
    }

    /** Emits with an ack and takes every answer, {@code {"ok":…}} or {@code {"error":…}}, which it leaves in {@code answer}. */
    public ChainBuilder ask(String event, Function<Session, JsonObject> payload) {
        return ask(event, event + " answered", "^43#{acks}\\[(.*)\\]$", "answer", payload);
    }

    private static ChainBuilder ask(
            String event, String name, String answer, String as, Function<Session, JsonObject> payload) {
        return exec(
                exec(session -> {
                    var ack = session.getInt("acks") + 1;
                    var packet = "42" + ack + "[\"" + event + "\","
                            + payload.apply(session).encode() + "]";
                    return session.set("acks", ack)
                            .set("packet", packet)
                            .set(EARLY, new ArrayDeque<Received>())
                            .remove(as);
                }),
                ws(name).sendText("#{packet}")
                        .await(PATIENCE)
                        .on(ws.checkTextMessage(name)
                                .matching(bodyString()
                                        .transformWithSession(SocketIo::isAnswer)
                                        .is(true))
                                .check(regex(answer).saveAs(as))));
    }

    /** Whether a frame is the answer that is awaited; an event that came before it is kept. */
    private static boolean isAnswer(String frame, Session session) {
        var answer = frame.startsWith("43" + session.getInt("acks") + "[");
        if (!answer) {
            Received.event(frame, System.currentTimeMillis()).ifPresent(early(session)::add);
        }
        return answer;
    }

    /** The events that overtook the answer to the last emit, until they are read. */
    private static Queue<Received> early(Session session) {
        return Objects.requireNonNullElseGet(session.<Queue<Received>>get(EARLY), ArrayDeque::new);
    }

    /** The answer that the last {@link #emit} left. */
    public static JsonObject ok(Session session) {
        return new JsonObject(String.valueOf(session.getString("ok")));
    }

    /** Waits for an event; when it does not come in time, the run fails. Reads what came before it too. */
    public ChainBuilder expect(String event, Predicate<JsonObject> like) {
        return exec(
                exec(session -> session.remove("seen")),
                asLongAsDuring(session -> !session.contains("seen"), PATIENCE)
                        .on(
                                read((session, received) -> received.is(event) && like.test(received.payload())
                                        ? session.set("seen", true)
                                        : session),
                                exec(session -> session)
                                        .pause(session -> session.contains("seen") ? Duration.ZERO : LOOK)),
                exec(session -> {
                    if (!session.contains("seen")) {
                        ledger.unmet("no " + event + " as expected came to user " + session.getInt("user"));
                    }
                    return session;
                }));
    }

    /** Reads what has arrived, oldest first; also remembers the offset from which a session resumes. */
    public ChainBuilder read(BiFunction<Session, Received, Session> reader) {
        return exec(ws.processUnmatchedMessages((messages, session) -> inOrder(messages, session, reader)));
    }

    private static Session inOrder(
            List<WsInboundMessage> messages, Session session, BiFunction<Session, Received, Session> reader) {
        var now = session;
        var early = early(session);
        var arrived = Stream.concat(early.stream(), Received.eventsOf(messages)).toList();
        early.clear();
        for (var received : arrived) {
            now = reader.apply(now, received);
            if (!received.eventId().isEmpty()) {
                now = now.set("offset", received.eventId());
            }
        }
        return now;
    }

    /** Reads so long what arrives. */
    public ChainBuilder read(Duration time, BiFunction<Session, Received, Session> reader) {
        return during(time).on(exec(read(reader)).pause(LOOK));
    }
}
