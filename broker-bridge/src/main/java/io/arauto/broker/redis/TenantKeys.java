package io.arauto.broker.redis;

import io.arauto.broker.InvalidName;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.UserIds;
import java.util.regex.Pattern;

/**
 * The names of all keys and pub/sub channels of a tenant. They share one hash tag, so that one script may touch them all. Whatever
 * varies in them obeys a rule: only the last part of a name may hold a colon, so that none can forge another.
 */
public final class TenantKeys {
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ONCE = Pattern.compile("[!-z|~]{1,128}");

    private final Partition partition;
    private final String prefix;
    private final String tenant;

    private TenantKeys(Partition partition, String tenant) {
        this.partition = partition;
        this.prefix = Keys.prefix(partition);
        this.tenant = tenant;
    }

    public static TenantKeys of(Tenant tenant) {
        return new TenantKeys(Partition.of(tenant), tenant.name());
    }

    public Partition partition() {
        return partition;
    }

    public String outbox() {
        return Keys.outbox(partition);
    }

    public String log(Topic topic) {
        return key("log:", topic.key());
    }

    public String last(Topic topic) {
        return key("last:", topic.key());
    }

    /** The pub/sub channel of a topic. */
    public String channel(Topic topic) {
        return key("topic:", topic.key());
    }

    /** @param request 1 to 128 visible ASCII characters without braces, else {@link InvalidName} is thrown */
    public String once(String userId, String request) {
        if (!UserIds.isValid(userId) || !ONCE.matcher(request).matches()) {
            throw new InvalidName("a request id takes 1 to 128 visible ASCII characters other than { and }");
        }
        return key("once:", userId + ':' + request);
    }

    /** @param id 1 to 64 of A-Z a-z 0-9 _ -, else {@link InvalidName} is thrown */
    public String session(String id) {
        requireSession(id);
        return key("session:", id);
    }

    private static void requireSession(String id) {
        if (!SESSION.matcher(id).matches()) {
            throw new InvalidName("a session id takes 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    public String counts() {
        return prefix + "counts:" + tenant;
    }

    /** What the names of the counts for figures start with; scripts add seconds and number of a period. */
    public String counted() {
        return prefix + "counted:" + tenant;
    }

    /** The definitions of channels, by name. */
    public String channels() {
        return prefix + "channels:" + tenant;
    }

    /** What administrators have decided, by name. */
    public String policies() {
        return prefix + "policies:" + tenant;
    }

    /** How many connections each node has; without its last colon, what the names of {@link #seats(String)} start with. */
    public String seats() {
        return prefix + "seats:" + tenant;
    }

    /** How many connections each user has on a node, by the mark of the node. */
    public String seats(String mark) {
        return key("seats:", mark);
    }

    /** How many messages a user has sent in this minute. */
    public String sent(String userId) {
        if (!UserIds.isValid(userId)) {
            throw new InvalidName("no user id");
        }
        return key("sent:", userId);
    }

    public String cursors(String userId) {
        if (!UserIds.isValid(userId)) {
            throw new InvalidName("no user id");
        }
        return key("cursors:", userId);
    }

    /** What is known of each user's presence. */
    public String presence() {
        return prefix + "presence:" + tenant;
    }

    /** When each user's presence must be looked at again. */
    public String presenceDue() {
        return prefix + "presence-due:" + tenant;
    }

    /** When each tenant of the partition must be looked at, for someone of its {@link #presenceDue()}. */
    public String presenceSchedule() {
        return Keys.presenceSchedule(partition);
    }

    /** The version of each user's newest change. */
    public String presenceChanged() {
        return prefix + "presence-changed:" + tenant;
    }

    /** @param session as {@link #session(String)} takes it */
    public String presenceTold(String session) {
        requireSession(session);
        return key("presence-told:", session);
    }

    /** The connections of one node, by node name as {@link Keys#nodes()} has it. */
    public String presenceAt(String node) {
        return key("presence-at:", node);
    }

    /** How many notifications each topic ever carried. */
    public String notices() {
        return prefix + "notices:" + tenant;
    }

    /** What a user has read of each topic's notifications. */
    public String noticesRead(String userId) {
        if (!UserIds.isValid(userId)) {
            throw new InvalidName("no user id");
        }
        return key("notices-read:", userId);
    }

    /** What the names of all keys of the partition start with; scripts of locks build the rest, as lock.lua says. */
    public String prefix() {
        return prefix;
    }

    /** The resources that are locked. */
    public String locks() {
        return prefix + "locks:" + tenant;
    }

    /** The lock of a resource; without one, what the names of all of them start with. */
    public String lock(String resource) {
        return key("lock:", resource);
    }

    /** What each user prefers. */
    public String preferences() {
        return prefix + "preferences:" + tenant;
    }

    private String key(String what, String rest) {
        return prefix + what + tenant + ':' + rest;
    }
}
