package io.arauto.gateway.presence;

import io.arauto.broker.presence.UserPresence;
import io.arauto.gateway.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session that follows the presence of others. What has changed is gathered, the newest of each user, until the next flush; for a
 * client that is behind it is gathered on, so that it is never owed more than one state of each user.
 */
final class Watcher {
    private final Session session;
    private final Watch watch;
    private final Map<String, UserPresence> changed = new LinkedHashMap<>();
    private boolean begun;

    Watcher(Session session, Watch watch) {
        this.session = session;
        this.watch = watch;
    }

    /** The snapshot comes first; what changes from now on is told. */
    void begin() {
        changed.clear();
        begun = true;
    }

    void changed(UserPresence user) {
        if (watch.includes(user)) {
            changed.put(user.person().userId(), user);
        }
    }

    void flush() {
        if (begun && !changed.isEmpty() && !session.isBehind()) {
            session.emit("presence:changed", PresenceJson.of(changed.values()));
            changed.clear();
        }
    }
}
