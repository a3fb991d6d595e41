package io.arauto.broker.redis;

/** The names of the keys and pub/sub channels that belong to no tenant; {@link TenantKeys} has the others. */
public final class Keys {
    /** What belongs to no tenant and no partition must live somewhere too. */
    public static final Partition WORKERS_HOME = new Partition(0);

    public static final Partition NODES_HOME = WORKERS_HOME;

    private static final String[] PREFIXES =
            Partition.all().map(partition -> "rt:{" + partition.tag() + "}:").toArray(String[]::new);

    private Keys() {}

    public static String outbox(Partition partition) {
        return prefix(partition) + "outbox";
    }

    public static String dead(Partition partition) {
        return prefix(partition) + "dead";
    }

    /** When each tenant's presence must be looked at. */
    public static String presenceSchedule(Partition partition) {
        return prefix(partition) + "presence-schedule";
    }

    /** Which worker drains this partition. */
    public static String owner(Partition partition) {
        return prefix(partition) + "owner";
    }

    /** The live workers, kept where {@link #WORKERS_HOME} is. */
    public static String workers() {
        return prefix(WORKERS_HOME) + "workers";
    }

    /** The live gateways and when their leases end, kept where {@link #NODES_HOME} is. */
    public static String nodes() {
        return prefix(NODES_HOME) + "nodes";
    }

    /** The tenants that a gateway has connections of, kept where {@link #NODES_HOME} is. */
    public static String tenantsOf(String node) {
        return prefix(NODES_HOME) + "tenants-of:" + node;
    }

    /** Where the live gateways reach each other, kept where {@link #NODES_HOME} is. */
    public static String gateways() {
        return prefix(NODES_HOME) + "gateways";
    }

    /** In which minutes a gateway was up, kept where {@link #NODES_HOME} is; with a colon and a day since 1970, of that day. */
    public static String uptime() {
        return prefix(NODES_HOME) + "uptime";
    }

    /** Which of a deployment's servers one is, kept in each. */
    static String place() {
        return prefix(NODES_HOME) + "place";
    }

    /** The pub/sub channel by which a node probes its own subscription to the server that holds a partition. */
    public static String heartbeat(Partition partition, String node) {
        return prefix(partition) + "heartbeat:" + node;
    }

    static String prefix(Partition partition) {
        return PREFIXES[partition.number()];
    }
}
