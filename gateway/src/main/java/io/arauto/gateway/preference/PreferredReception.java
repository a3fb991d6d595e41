package io.arauto.gateway.preference;

import io.arauto.broker.Topic;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.session.Reception;
import io.arauto.gateway.session.Session;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps back what the session's user does not want to be told of now. The session listens all the same, since what is urgent, and what
 * the system tells its administrators, comes through whatever they prefer. All that is kept back is in the inbox.
 */
final class PreferredReception implements Reception {
    private static final String CHANGED = "preferences:changed";
    private static final String NOTIFICATION = "notification";
    private static final String SYSTEM = "sistema";

    private final Session session;
    private final Clock clock;
    private final BiConsumer<Session, Collection<Topic>> muted;
    private final Calm calm;
    private KnownPreferences known;
    /** Made when its first notification comes. */
    private @Nullable Bursts bursts;

    /** @param muted told of channels that have just been muted */
    PreferredReception(
            Session session,
            KnownPreferences known,
            Calm calm,
            Clock clock,
            BiConsumer<Session, Collection<Topic>> muted) {
        this.session = session;
        this.known = known;
        this.calm = calm;
        this.clock = clock;
        this.muted = muted;
    }

    @Override
    public boolean wants(EventContent event) {
        if (event.isChangeOfData()) {
            // Nobody mutes what a grid shows: no look at this user's preferences.
            return true;
        }
        if (event.mayBePersonal() && event.is(CHANGED)) {
            change(KnownPreferences.parse(event.payload()));
            return true;
        }
        var preferences = known.preferences();
        var isNotification = event.is(NOTIFICATION);
        if (isNotification && !session.identity().standing().access().notifications()) {
            return false;
        }
        if (preferences.isEmpty()) {
            return !isNotification || mustReach(event, event.channel()) || letsThrough(event.payload());
        }
        var channel = event.channel();
        if (channel != null && isMuted(channel)) {
            return isNotification && mustReach(event, channel);
        }
        return !isNotification
                || mustReach(event, channel)
                || (!isMuted(event, preferences) && letsThrough(event.payload()));
    }

    @Override
    public boolean follows(Topic topic) {
        return known.preferences().isEmpty() || topic.kind() != Topic.Kind.CHANNEL || !isMuted(topic.name());
    }

    /** The client may join a muted channel all the same. */
    private boolean isMuted(String channel) {
        return known.preferences().mutesChannel(channel, clock.instant())
                && !session.topics().hasJoined(Topic.channel(channel));
    }

    private boolean isMuted(EventContent event, Preferences preferences) {
        var notification = event.payload();
        return preferences.mutesNotification(
                notification.getString("module"), notification.getString("type"), clock.instant());
    }

    private boolean letsThrough(JsonObject notification) {
        if (bursts == null) {
            bursts = new Bursts(session, calm);
        }
        return bursts.letsThrough(notification);
    }

    private static boolean mustReach(EventContent event, @Nullable String channel) {
        return SYSTEM.equals(channel) || event.payload().getBoolean("urgent", false);
    }

    private void change(KnownPreferences newer) {
        if (newer.revision() > known.revision()) {
            var now = clock.instant();
            var before = known.preferences().mutedChannels(now);
            known = newer;
            muted.accept(
                    session,
                    newer.preferences().mutedChannels(now).stream()
                            .filter(channel -> !before.contains(channel))
                            .map(Topic::channel)
                            .toList());
        }
    }
}
