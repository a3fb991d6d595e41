package io.arauto.gateway.session;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standing;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Handshake;
import io.arauto.gateway.socketio.ClientSocket;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connected client with a verified identity. When it resumes, on whatever node, it has a new connection and the same id. Lives on
 * its socket's event loop.
 */
public final class Session {
    private static final int BEHIND_BYTES = 65_536;

    private final String id;
    private final String connection;
    private final ClientSocket socket;
    private final Delivery delivery;
    private final SessionTopics topics;
    private final long begunNanos = System.nanoTime();
    private Map<String, String> notes;
    private Identity identity;
    private boolean warned;
    private Runnable standingChanged = () -> {};

    Session(
            String id,
            String connection,
            ClientSocket socket,
            Delivery delivery,
            SessionTopics topics,
            Map<String, String> notes,
            Identity identity) {
        this.id = id;
        this.connection = connection;
        this.socket = socket;
        this.delivery = delivery;
        this.topics = topics;
        this.notes = Map.copyOf(notes);
        this.identity = identity;
    }

    public String id() {
        return id;
    }

    /** Who is connected, as the newest token says. */
    public Identity identity() {
        return identity;
    }

    /** What it listens to. */
    public SessionTopics topics() {
        return topics;
    }

    /** Sends to this client alone; such an event is not sent again at a resume. */
    public void emit(String event, JsonObject payload) {
        socket.emit(OutboundPacket.event(event, payload));
    }

    /** As {@link #emit(String, JsonObject)}, what others are sent too. */
    public void emit(OutboundPacket packet) {
        socket.emit(packet);
    }

    /** Whether its connection has ended. */
    public boolean isOver() {
        return socket.isGone();
    }

    /** What a feature has noted of it, on this connection or an earlier one. */
    public Optional<String> note(String feature) {
        return Optional.ofNullable(notes.get(feature));
    }

    /** Names its present connection; another one after a resume. */
    public String connection() {
        return connection;
    }

    /** Of its present connection. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** What its client said when it connected. */
    public Handshake handshake() {
        return socket.handshake();
    }

    /** Of the event loop that it lives on. */
    public Context context() {
        return socket.context();
    }

    /** Whether its client has not read a good part of what it was sent. */
    public boolean isBehind() {
        return socket.pendingBytes() > BEHIND_BYTES;
    }

    /** Adds one who hears the words between gateways on its topics. */
    void onCommand(Consumer<JsonObject> handler) {
        delivery.onCommand(handler);
    }

    void receive(Reception wanted) {
        delivery.reception(wanted);
    }

    Map<String, String> notes() {
        return notes;
    }

    void note(String feature, String text) {
        var more = new HashMap<>(notes);
        more.put(feature, text);
        notes = Map.copyOf(more);
    }

    /**
     * Answers the client's CONNECT. A new session's greeting carries the position as event id, so that a client that never sees
     * another event resumes too; a resumed one's must not, since what was missed is still to come.
     */
    void begin(JsonObject greeting, Catchup missed, Recovery recovery) {
        socket.accept(connection, id);
        socket.emit(
                recovery == Recovery.COMPLETE
                        ? OutboundPacket.event("session", greeting)
                        : OutboundPacket.event(
                                "session", greeting, missed.position().toString()));
        delivery.goLive(missed.events(), missed.position());
    }

    /** Closes this connection if the session has gone on to another one. */
    void yieldTo(TakeOver takeOver) {
        if (takeOver.ends(id, connection)) {
            close(CloseReason.TAKEN_OVER);
        }
    }

    /** Goes on with a newer token. */
    void renew(Identity renewed) {
        identity = renewed;
        warned = false;
    }

    /** The tenant's administrators have decided what its user may do. */
    public void stand(Standing standing) {
        identity = identity.with(standing);
        standingChanged.run();
    }

    /** @param handler told of each change of what its user may do */
    void onStanding(Runnable handler) {
        standingChanged = handler;
    }

    /** Whether this is the first time, for the current token, that its end is near. */
    boolean warnOnce() {
        var first = !warned;
        warned = true;
        return first;
    }

    /** Ends the session for good: stock clients do not come back by themselves. */
    public void end(String reason) {
        emit("session:ended", new JsonObject().put("reason", reason));
        socket.disconnect();
    }

    /** Closes the connection; stock clients reconnect and resume. */
    public void close(CloseReason reason) {
        socket.close(reason);
    }
}
