package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineListener;
import io.arauto.gateway.engineio.EngineSocket;
import io.arauto.gateway.engineio.FixedDelay;
import io.arauto.gateway.engineio.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection and the namespaces it has joined. */
final class Client implements EngineListener {
    private record Member(ClientSocket socket, SocketListener listener) {}

    /** A packet and its attachments so far. */
    private record Assembly(Packet.Incomplete head, List<Buffer> attachments) {
        boolean isWhole() {
            return attachments.size() == head.attachments();
        }
    }

    private final EngineSocket engine;
    private final Map<String, Application> applications;
    /** Copied with each change, as the other: nearly all clients join one namespace and never leave it. */
    private Map<String, Member> members = Map.of();

    private Set<String> left = Set.of();
    private @Nullable Assembly assembly;
    private FixedDelay.@Nullable Due joinTimeout;
    private @Nullable CloseReason closed;

    Client(EngineSocket engine, Map<String, Application> applications) {
        this.engine = engine;
        this.applications = applications;
    }

    @Override
    public void onText(String message) {
        if (assembly != null) {
            throw new ProtocolException("an attachment was to come");
        }
        var packet = PacketDecoder.decode(message);
        if (packet instanceof Packet.Incomplete head) {
            member(head.namespace());
            assembly = new Assembly(head, new ArrayList<>());
        } else {
            handle(packet);
        }
    }

    @Override
    public void onBinary(Buffer message) {
        var begun = assembly;
        if (begun == null) {
            throw new ProtocolException("no attachment was to come");
        }
        begun.attachments().add(message);
        if (begun.isWhole()) {
            assembly = null;
            handle(BinaryParts.join(begun.head().head(), begun.attachments()));
        }
    }

    private void handle(Packet packet) {
        switch (packet) {
            case Packet.Connect connect -> connect(connect);
            case Packet.Disconnect(var namespace) ->
                member(namespace).ifPresent(member -> leave(member.socket(), CloseReason.CLIENT_DISCONNECT));
            case Packet.Event event -> member(event.namespace()).ifPresent(member -> event(member, event));
            case Packet.Ack ack -> member(ack.namespace());
            case Packet.Incomplete _ -> throw new ProtocolException("incomplete");
        }
    }

    private void connect(Packet.Connect packet) {
        var application = applications.get(packet.namespace());
        if (application == null) {
            OutboundPacket.refused(packet.namespace(), new JsonObject().put("message", "Invalid namespace"))
                    .frames()
                    .forEach(engine::send);
            return;
        }
        if (members.containsKey(packet.namespace())) {
            throw new ProtocolException("already joined");
        }
        var socket = new ClientSocket(packet.namespace(), engine, this);
        var listener = application.onConnect(socket, packet.auth());
        var ended = closed == null && socket.isGone() ? CloseReason.SERVER_DISCONNECT : closed;
        if (ended == null) {
            join(new Member(socket, listener));
        } else {
            socket.gone();
            listener.onDisconnect(ended);
        }
    }

    private void join(Member member) {
        var namespace = member.socket().namespace();
        var stillLeft = new HashSet<>(left);
        stillLeft.remove(namespace);
        left = Set.copyOf(stillLeft);
        var more = new HashMap<>(members);
        more.put(namespace, member);
        members = Map.copyOf(more);
    }

    private static void event(Member member, Packet.Event event) {
        if (member.socket().isJoined()) {
            var args = event.args();
            var name = String.valueOf(args.getValue(0));
            var rest = new JsonArray(args.getList().subList(1, args.size()));
            var ackId = event.ackId();
            var ack = ackId == null ? null : new Ack(member.socket(), ackId);
            member.listener().onEvent(new ClientEvent(name, rest, event.binary(), ack));
        }
    }

    /** Empty where a packet has crossed a good-bye of ours; for a namespace that was never joined, the connection ends. */
    private Optional<Member> member(String namespace) {
        var member = members.get(namespace);
        if (member == null && !left.contains(namespace)) {
            throw new ProtocolException("not joined: " + namespace);
        }
        return Optional.ofNullable(member);
    }

    /** Ends the connection unless the client joins before, or has asked to and is still to be answered: that may be our slowness. */
    void awaitJoin(FixedDelay timeouts) {
        joinTimeout = timeouts.run(_ -> ((ContextInternal) engine.context()).dispatch(() -> {
            if (members.isEmpty()) {
                engine.close(CloseReason.CONNECT_TIMEOUT);
            } else {
                awaitJoin(timeouts);
            }
        }));
    }

    void joined() {
        stopJoinTimeout();
    }

    private void stopJoinTimeout() {
        if (joinTimeout != null) {
            joinTimeout.cancel();
            joinTimeout = null;
        }
    }

    void leave(ClientSocket socket, CloseReason reason) {
        socket.gone();
        if (reason == CloseReason.SERVER_DISCONNECT) {
            var more = new HashSet<>(left);
            more.add(socket.namespace());
            left = Set.copyOf(more);
        }
        var member = members.get(socket.namespace());
        if (member != null) {
            var others = new HashMap<>(members);
            others.remove(socket.namespace());
            members = Map.copyOf(others);
            member.listener().onDisconnect(reason);
        }
    }

    @Override
    public void onClose(CloseReason reason) {
        closed = reason;
        stopJoinTimeout();
        List.copyOf(members.values()).forEach(member -> leave(member.socket(), reason));
    }
}
