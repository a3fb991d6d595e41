package io.arauto.gateway.preference;

import io.arauto.gateway.session.Session;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spares one session a flood. Of notifications with the same {@code groupKey} the first is told at once, those that follow within the
 * window as one at its end; of one module no more are told than so many in each minute of their timestamps, which are the same for all
 * devices. The inbox has them all.
 */
final class Bursts {
    private static final int MOST_GROUPS = 1_000;
    private static final String PLACE_OF_COUNT = "{count}";
    /** Of {@code 2026-03-15T14:25:30.123Z}. */
    private static final int MINUTE_ENDS = 16;

    private final Session session;
    private final Calm calm;
    /** Most sessions have none at any time. */
    private Map<String, Group> groups = Map.of();

    private Map<String, Integer> told = Map.of();
    private String minute = "";

    /** What waits for the end of a window. */
    private static final class Group {
        private int count;
        private @Nullable JsonObject last;
    }

    Bursts(Session session, Calm calm) {
        this.session = session;
        this.calm = calm;
    }

    /** Whether it is to be told now; counts it. */
    boolean letsThrough(JsonObject notification) {
        return isFirst(notification) && isWithinCeiling(notification);
    }

    private boolean isFirst(JsonObject notification) {
        if (calm.window().isZero() || !(notification.getValue("groupKey") instanceof String key)) {
            return true;
        }
        var name = notification.getString("channel", "") + ' ' + notification.getString("module", "") + ' ' + key;
        var group = groups.get(name);
        if (group != null) {
            group.count++;
            group.last = notification;
            return false;
        }
        if (groups.size() < MOST_GROUPS) {
            if (groups.isEmpty()) {
                groups = new HashMap<>();
            }
            groups.put(name, new Group());
            session.context().owner().setTimer(calm.window().toMillis(), _ -> close(name));
        }
        return true;
    }

    private void close(String name) {
        var group = groups.remove(name);
        if (group != null && group.last != null && isWithinCeiling(group.last)) {
            session.emit("notification", group.count == 1 ? group.last : summary(group.last, group.count));
        }
    }

    private static JsonObject summary(JsonObject last, int count) {
        var title =
                last.getString("groupTitle", last.getString("title")).replace(PLACE_OF_COUNT, String.valueOf(count));
        return last.copy().put("title", title).put("count", count);
    }

    private boolean isWithinCeiling(JsonObject notification) {
        if (calm.mostPerMinute() == 0) {
            return true;
        }
        var of = notification.getString("timestamp").substring(0, MINUTE_ENDS);
        if (!of.equals(minute)) {
            minute = of;
            told = new HashMap<>();
        }
        return told.merge(notification.getString("module", ""), 1, Integer::sum) <= calm.mostPerMinute();
    }
}
