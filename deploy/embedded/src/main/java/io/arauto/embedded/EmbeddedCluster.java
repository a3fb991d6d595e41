package io.arauto.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster as child processes: masters that share out the slots evenly, and replicas of them, which are promoted when their master has
 * been silent for a while. A part of it that is away is nothing to the rest.
 */
public final class EmbeddedCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Member> masters = new ArrayList<>();
    private final List<Member> replicas = new ArrayList<>();

    private final String scheme;

    /** @param port by which all others know it */
    private record Member(EmbeddedRedis server, int port, int bus) {
        String ask(String command) {
            return RedisTalk.ask(server.port(), command);
        }
    }

    private EmbeddedCluster(String scheme) {
        this.scheme = scheme;
    }

    /**
     * Returns when all servers know all others and the replicas are in sync.
     *
     * @param replicas how many of the masters, from the first on, have a replica
     */
    public static EmbeddedCluster start(int masters, int replicas) {
        return start("redis", masters, replicas, EmbeddedCluster::plain);
    }

    /** One that speaks TLS to all and among themselves. */
    public static EmbeddedCluster encrypted(ServerTls tls, int masters, int replicas) {
        return start("rediss", masters, replicas, () -> encrypted(tls));
    }

    private static EmbeddedCluster start(String scheme, int masters, int replicas, Supplier<Member> member) {
        var cluster = new EmbeddedCluster(scheme);
        try {
            IntStream.range(0, masters).forEach(_ -> cluster.masters.add(member.get()));
            IntStream.range(0, replicas).forEach(_ -> cluster.replicas.add(member.get()));
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static Member plain() {
        var bus = FreePort.find();
        var server = server(bus);
        return new Member(server, server.port(), bus);
    }

    private static Member encrypted(ServerTls tls) {
        var bus = FreePort.find();
        var port = FreePort.find();
        return new Member(server(bus, tls.on(port)), port, bus);
    }

    private static EmbeddedRedis server(int bus, String... arguments) {
        return EmbeddedRedis.start(ServerOptions.TEMPORARY
                .with("--cluster-enabled", "yes", "--cluster-port", String.valueOf(bus))
                .with("--cluster-node-timeout", "3000", "--cluster-require-full-coverage", "no")
                .with("--repl-diskless-sync-delay", "0")
                .with(arguments));
    }

    private void form() {
        for (var index = 0; index < masters.size(); index++) {
            var master = masters.get(index);
            master.ask("CLUSTER SET-CONFIG-EPOCH " + (index + 1));
            master.ask("CLUSTER ADDSLOTSRANGE " + firstSlot(index) + ' ' + (firstSlot(index + 1) - 1));
        }
        members()
                .skip(1)
                .forEach(member ->
                        masters.getFirst().ask("CLUSTER MEET 127.0.0.1 " + member.port() + ' ' + member.bus()));
        await(
                "CLUSTER INFO",
                info -> info.contains("cluster_known_nodes:" + members().count()),
                members());
        for (var index = 0; index < replicas.size(); index++) {
            var replica = replicas.get(index);
            var master = masters.get(index).ask("CLUSTER MYID");
            await("CLUSTER NODES", nodes -> nodes.contains(master), Stream.of(replica));
            replica.ask("CLUSTER REPLICATE " + master);
        }
        await("CLUSTER INFO", info -> info.contains("cluster_state:ok"), members());
        await("INFO replication", info -> info.contains("master_link_status:up"), replicas.stream());
        // Each has to know what the others hold, too.
        await("CLUSTER NODES", this::isComplete, members());
    }

    private boolean isComplete(String nodes) {
        return nodes.lines().filter(node -> node.contains("slave")).count() == replicas.size()
                && nodes.lines().filter(node -> node.contains("master")).allMatch(node -> node.matches(".* \\d+-\\d+"));
    }

    private static void await(String command, Predicate<String> said, Stream<Member> members) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        members.forEach(member -> {
            while (!said.test(member.ask(command))) {
                if (System.nanoTime() > deadline) {
                    throw new EmbeddedServerException("no cluster: " + member.ask(command));
                }
                Pause.briefly();
            }
        });
    }

    private int firstSlot(int master) {
        return SLOTS * master / masters.size();
    }

    private Stream<Member> members() {
        return Stream.concat(masters.stream(), replicas.stream());
    }

    /** The one that holds a slot at the beginning. */
    public EmbeddedRedis master(int slot) {
        return masters.get(indexOf(slot)).server();
    }

    private int indexOf(int slot) {
        return IntStream.range(0, masters.size())
                .filter(index -> slot < firstSlot(index + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Those that are masters at the beginning. */
    public List<EmbeddedRedis> masters() {
        return masters.stream().map(Member::server).toList();
    }

    /** Returns when the replica of the killed one that held a slot holds it, and the killed one is back as its replica. */
    public void promote(int slot) {
        var member = replicas.get(indexOf(slot));
        await("INFO replication", info -> info.contains("role:master"), Stream.of(member));
        master(slot).restart();
        await("INFO replication", info -> info.contains("state=online"), Stream.of(member));
    }

    /** Moves a slot of a cluster in plain text with all its keys, as {@code redis-cli --cluster reshard} does. */
    public void move(int slot, EmbeddedRedis from, EmbeddedRedis to) {
        Function<EmbeddedRedis, String> id = server -> RedisTalk.ask(server.port(), "CLUSTER MYID");
        RedisTalk.ask(to.port(), "CLUSTER SETSLOT " + slot + " IMPORTING " + id.apply(from));
        RedisTalk.ask(from.port(), "CLUSTER SETSLOT " + slot + " MIGRATING " + id.apply(to));
        while (!RedisTalk.ask(from.port(), "CLUSTER COUNTKEYSINSLOT " + slot).equals("0")) {
            RedisTalk.list(from.port(), "CLUSTER GETKEYSINSLOT " + slot + " 100")
                    .forEach(key ->
                            RedisTalk.ask(from.port(), "MIGRATE 127.0.0.1 " + to.port() + ' ' + key + " 0 5000"));
        }
        Stream.of(to, from)
                .forEach(server -> RedisTalk.ask(server.port(), "CLUSTER SETSLOT " + slot + " NODE " + id.apply(to)));
    }

    /** As {@code REDIS_URL} takes it. */
    public String url() {
        return members()
                .map(member -> "127.0.0.1:" + member.port())
                .collect(Collectors.joining(",", scheme + "+cluster://", ""));
    }

    @Override
    public void close() {
        members().forEach(member -> member.server().close());
    }
}
