package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.StoredEvent;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicMessage;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.fanout.Subscriber;
import io.arauto.gateway.socketio.ClientSocket;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session is sent, in order of event id and each event once: first held back, while the session is being set up and what it
 * missed is being read, then live. Ids of a tenant only grow, so one id says what has been sent already, whatever the topic.
 */
final class Delivery implements Subscriber {
    private final String session;
    private final ClientSocket socket;
    /** Made when its client first falls behind, which most never do. */
    private @Nullable SlowConsumer slow;

    private List<Held> held = new ArrayList<>();
    private List<EventContent> heldChanges = new ArrayList<>();
    private Consumer<JsonObject> commands = _ -> {};
    private Reception reception = Reception.EVERYTHING;
    private BiConsumer<String, JsonObject> tenantChanges = (_, _) -> {};
    private boolean live;
    private EventId sent = EventId.NONE;

    private record Held(EventId id, EventContent content, OutboundPacket packet) {}

    Delivery(String session, ClientSocket socket) {
        this.session = session;
        this.socket = socket;
    }

    void onCommand(Consumer<JsonObject> handler) {
        commands = commands.andThen(handler);
    }

    void reception(Reception wanted) {
        reception = wanted;
    }

    /** @param handler of the name of a change and what it says */
    void onTenantChange(BiConsumer<String, JsonObject> handler) {
        tenantChanges = handler;
    }

    /**
     * Sends what was missed, then what has come meanwhile and is newer, and goes live.
     *
     * @param position up to here everything has been sent, missed or is of no concern to this session
     */
    void goLive(List<StoredEvent> missed, EventId position) {
        for (var event : missed) {
            if (!event.kind().isForGateways() && reception.wants(EventContent.stored(event.body()))) {
                socket.emit(OutboundPacket.raw(event.body(), false));
            }
        }
        sent = position;
        live = true;
        missed.stream()
                .filter(event -> event.kind().isForGateways())
                .forEach(event -> change(EventContent.stored(event.body())));
        held.forEach(event -> send(event.id(), event.content(), event.packet()));
        held = List.of();
        heldChanges.forEach(this::change);
        heldChanges = List.of();
    }

    @Override
    public void onEvent(TopicMessage.Event event, EventContent content, OutboundPacket packet) {
        if (event.address().topic().kind() == Topic.Kind.TENANT) {
            onTenantChange(content);
        } else if (live) {
            send(event.id(), content, packet);
        } else {
            held.add(new Held(event.id(), content, packet));
        }
    }

    /** Such changes are for this node; what the client is to know of them depends on its user. */
    private void onTenantChange(EventContent content) {
        if (live) {
            change(content);
        } else {
            heldChanges.add(content);
        }
    }

    private void change(EventContent content) {
        tenantChanges.accept(content.name(), content.payload());
    }

    private void send(EventId id, EventContent content, OutboundPacket packet) {
        if (id.compareTo(sent) > 0) {
            sent = id;
            if (reception.wants(content)) {
                emit(content, packet);
            }
        }
    }

    private void emit(EventContent content, OutboundPacket packet) {
        if (slow == null && content.isChangeOfData() && SlowConsumer.isBehind(socket)) {
            slow = new SlowConsumer(socket);
        }
        if (slow == null) {
            socket.emit(packet);
        } else {
            slow.emit(content, packet);
        }
    }

    @Override
    public void onEphemeral(TopicMessage.Ephemeral event, OutboundPacket packet) {
        if (live
                && !session.equals(event.exceptSession())
                && reception.follows(event.address().topic())) {
            socket.emit(packet);
        }
    }

    @Override
    public void onCommand(JsonObject command) {
        commands.accept(command);
    }

    @Override
    public void onGap() {
        socket.close(CloseReason.EVENTS_MISSED);
    }
}
