package io.arauto.gateway.session;

import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.vertx.core.Future;
import java.util.Set;

/** What a user may listen to, as those who own the topics say. */
public interface ListeningRights {
    /** Completes when what this user may is known; the others can be asked then. */
    Future<Void> prepare(Identity user);

    /** What a session of this user listens to without asking. */
    Set<Topic> automatic(Identity user);

    boolean mayListen(Identity user, Topic topic);
}
