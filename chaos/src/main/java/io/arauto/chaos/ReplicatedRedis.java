package io.arauto.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.EmbeddedSentinel;
import io.arauto.embedded.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two servers, one the replica of the other, and three sentinels, which promote it when the master stays away. */
final class ReplicatedRedis implements AutoCloseable {
    private static final int SENTINELS = 3;
    private static final int LIMIT_MILLIS = 60_000;
    private static final long POLL_NANOS = 20_000_000;
    /** So long that a master that is killed and restarted, or stands still, stays one. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final List<EmbeddedSentinel> sentinels;
    private EmbeddedRedis master = EmbeddedRedis.start(ServerOptions.TEMPORARY.with("--repl-diskless-sync-delay", "0"));
    private EmbeddedRedis replica =
            EmbeddedRedis.start(ServerOptions.TEMPORARY.with("--repl-diskless-sync-delay", "0"));

    ReplicatedRedis() {
        follow();
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(_ -> EmbeddedSentinel.watching(master.port(), 2, PATIENCE))
                .toList();
    }

    EmbeddedRedis master() {
        return master;
    }

    /** As {@code REDIS_URL} names the sentinels. */
    String url() {
        return sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port())
                .collect(Collectors.joining(",", "redis+sentinel://", "/mymaster"));
    }

    /**
     * Kills the master; returns when the killed one is the replica of the other.
     *
     * @param onPromoted gets the port of the new master
     */
    void failOver(IntConsumer onPromoted) {
        master.kill();
        await(() -> answers(replica.port(), "ROLE", "master"));
        var promoted = replica;
        replica = master;
        master = promoted;
        onPromoted.accept(master.port());
        replica.restart();
        follow();
    }

    /** Of the master, which refuses what would take more; 0 for no limit. */
    void limitMemory(int bytes) {
        await(() -> answers(master.port(), "CONFIG SET maxmemory " + bytes, "OK"));
    }

    private void follow() {
        await(() -> answers(replica.port(), "REPLICAOF 127.0.0.1 " + master.port(), "OK"));
        await(() -> answers(replica.port(), "ROLE", "connected"));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no failover within " + LIMIT_MILLIS + " ms");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Whether the word is in its answer. Sentinels end all connections to a server whose role they change: that is no answer. */
    private static boolean answers(int port, String command, String word) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII).contains(word);
        } catch (IOException away) {
            return false;
        }
    }

    @Override
    public void close() {
        sentinels.forEach(EmbeddedSentinel::close);
        replica.close();
        master.close();
    }
}
