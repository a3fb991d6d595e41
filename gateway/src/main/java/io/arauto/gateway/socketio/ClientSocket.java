package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineSocket;
import io.arauto.gateway.engineio.Handshake;
import io.vertx.core.Context;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client in one namespace. */
public final class ClientSocket {
    private enum State {
        ASKING,
        JOINED,
        GONE
    }

    private final String namespace;
    private final EngineSocket engine;
    private final Client client;
    private State state = State.ASKING;

    ClientSocket(String namespace, EngineSocket engine, Client client) {
        this.namespace = namespace;
        this.engine = engine;
        this.client = client;
    }

    public Handshake handshake() {
        return engine.handshake();
    }

    /** {@code websocket} or {@code polling}. */
    public String transport() {
        return engine.transportName();
    }

    public Context context() {
        return engine.context();
    }

    /** What it was sent and has not read yet. */
    public long pendingBytes() {
        return engine.pendingBytes();
    }

    /**
     * Lets the client in.
     *
     * @param id the public id of the connection
     * @param session the secret by which it may resume; absent where nothing can be resumed
     */
    public void accept(String id, @Nullable String session) {
        if (state == State.ASKING) {
            state = State.JOINED;
            var payload = new JsonObject().put("sid", id);
            send(OutboundPacket.connected(namespace, session == null ? payload : payload.put("pid", session)));
            client.joined();
        }
    }

    /** Keeps the client out, for good: stock clients do not ask again by themselves. */
    public void refuse(String message, JsonObject data) {
        if (state == State.ASKING) {
            var error = new JsonObject().put("message", message);
            send(OutboundPacket.refused(namespace, data.isEmpty() ? error : error.put("data", data)));
            client.leave(this, CloseReason.SERVER_DISCONNECT);
        }
    }

    /** Sends at the end of this event-loop tick; does nothing once the client has gone. */
    public void emit(OutboundPacket packet) {
        if (state == State.JOINED) {
            send(packet);
        }
    }

    /** Any arguments, binary ones as buffers, at most ten of those. */
    public void emit(String event, JsonArray args) {
        var all = new JsonArray().add(event);
        for (var value : (List<?>) args.getList()) {
            all.add(value);
        }
        emit(OutboundPacket.event(namespace, all));
    }

    /** Says good-bye for good: stock clients do not come back by themselves. */
    public void disconnect() {
        if (state == State.JOINED) {
            send(OutboundPacket.disconnect(namespace));
            client.leave(this, CloseReason.SERVER_DISCONNECT);
        }
    }

    /** Closes the connection: stock clients come back. */
    public void close(CloseReason reason) {
        engine.close(reason);
    }

    String namespace() {
        return namespace;
    }

    boolean isJoined() {
        return state == State.JOINED;
    }

    /** Whether it has left, or its connection has ended. */
    public boolean isGone() {
        return state == State.GONE;
    }

    void gone() {
        state = State.GONE;
    }

    private void send(OutboundPacket packet) {
        for (var frame : packet.frames()) {
            engine.send(frame);
        }
    }
}
