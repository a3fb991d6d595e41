package io.arauto.broker.redis;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import java.util.regex.Pattern;

/** The names of all keys and pub/sub channels. Whatever varies has passed its naming rule, so that no name can forge another. */
public final class Keys {
    private static final Pattern TOPIC = Pattern.compile("rt:\\{[^}]+}:topic:([^:]+):(.+)");

    /** What belongs to no tenant must live somewhere too. */
    public static final Partition WORKERS_HOME = new Partition(0);

    private Keys() {}

    public static String outbox(Partition partition) {
        return prefix(partition) + "outbox";
    }

    public static String dead(Partition partition) {
        return prefix(partition) + "dead";
    }

    /** Which worker writes this partition. */
    public static String owner(Partition partition) {
        return prefix(partition) + "owner";
    }

    public static String log(Tenant tenant, Topic topic) {
        return of(tenant, "log", topic.key());
    }

    public static String last(Tenant tenant, Topic topic) {
        return of(tenant, "last", topic.key());
    }

    public static String once(Tenant tenant, String userId, String key) {
        return of(tenant, "once", userId + ':' + key);
    }

    public static String session(Tenant tenant, String session) {
        return of(tenant, "session", session);
    }

    public static String counts(Tenant tenant) {
        return of(tenant, "counts", "");
    }

    public static String cursors(Tenant tenant, String userId) {
        return of(tenant, "cursors", userId);
    }

    /** The pub/sub channel of a topic. */
    public static String topic(TopicAddress address) {
        return of(address.tenant(), "topic", address.topic().key());
    }

    /** The topic of a pub/sub channel that {@link #topic} named. */
    public static TopicAddress topicOf(String channel) {
        var matcher = TOPIC.matcher(channel);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no topic channel: " + channel);
        }
        return new TopicAddress(new Tenant(matcher.group(1)), Topic.parse(matcher.group(2)));
    }

    /** The pub/sub channel by which a node probes its own subscription. */
    public static String heartbeat(String node) {
        return "rt:heartbeat:" + node;
    }

    /** The live workers, kept where {@link #WORKERS_HOME} is. */
    public static String workers() {
        return prefix(WORKERS_HOME) + "workers";
    }

    private static String of(Tenant tenant, String what, String rest) {
        return prefix(Partition.of(tenant)) + what + ':' + tenant.name() + (rest.isEmpty() ? "" : ':' + rest);
    }

    private static String prefix(Partition partition) {
        return "rt:{" + partition.tag() + "}:";
    }
}
