package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.Publisher;
import io.arauto.broker.StoredSession;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.socketio.ClientSocket;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes sessions and gives them their topics. */
public final class SessionFactory {
    private static final int ID_BYTES = 15;

    private final Fanout fanout;
    private final ListeningRights rights;
    private final Standings standings;
    private final Map<String, TenantChanges> changes;
    private final Publisher publisher;
    private final Receptions receptions;
    private final SecureRandom random = new SecureRandom();

    /** @param changes of tenants, by the name of the event that tells them */
    public SessionFactory(
            Fanout fanout,
            ListeningRights rights,
            Standings standings,
            Map<String, TenantChanges> changes,
            Publisher publisher,
            Receptions receptions) {
        this.fanout = fanout;
        this.rights = rights;
        this.standings = standings;
        this.changes = Map.copyOf(changes);
        this.publisher = publisher;
        this.receptions = receptions;
    }

    Session first(Identity identity, ClientSocket socket) {
        return create(newId(), identity, socket, Map.of(), Set.of(), Map.of());
    }

    /** The session that a client comes back to; whatever connection it had before is told to close, on all nodes. */
    Session again(StoredSession stored, Identity identity, ClientSocket socket) {
        var session = create(stored.id(), identity, socket, stored.joined(), stored.left(), stored.notes());
        publisher.command(
                new TopicAddress(identity.tenant(), Topic.user(identity.userId())),
                new TakeOver(session.id(), session.connection()).toJson());
        return session;
    }

    private Session create(
            String id,
            Identity identity,
            ClientSocket socket,
            Map<Topic, EventId> joined,
            Set<Topic> left,
            Map<String, String> notes) {
        var delivery = new Delivery(id, socket);
        var topics = new SessionTopics(identity.tenant(), fanout.topicsOf(delivery, socket.context()), joined, left);
        var session = new Session(id, newId(), socket, delivery, topics, notes, identity);
        delivery.onTenantChange((event, change) -> {
            var changing = changes.get(event);
            if (changing != null) {
                changing.apply(session, change);
            }
        });
        delivery.onCommand(command -> TakeOver.parse(command).ifPresent(session::yieldTo));
        return session;
    }

    /**
     * Listens to what the rights of now give and allow; completes when nothing of it can be missed any more. What is decided about the user
     * from here on is heard of too. Fails when the user may not connect.
     */
    Future<Void> listen(Session session) {
        return session.topics()
                .listen(Set.of(Topic.tenant()))
                .compose(_ -> standings.ofClient(session.identity()))
                .onSuccess(user -> session.stand(user.standing()))
                .compose(rights::prepare)
                .compose(_ -> session.topics().listen(topics(session, session.identity())))
                .compose(_ -> receptions.of(session))
                .onSuccess(session::receive)
                .mapEmpty();
    }

    private Set<Topic> topics(Session session, Identity identity) {
        var topics = new HashSet<>(rights.automatic(identity));
        topics.removeAll(session.topics().left());
        session.topics().joined().keySet().stream()
                .filter(topic -> rights.mayListen(identity, topic))
                .forEach(topics::add);
        return topics;
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
