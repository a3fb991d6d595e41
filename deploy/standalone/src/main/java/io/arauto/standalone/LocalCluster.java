package io.arauto.standalone;

import io.arauto.embedded.EmbeddedServerException;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gateways and workers, each a process of its own that anyone may kill. It is noticed when one is not ready or is gone; one that is gone is started
 * again only if that was asked for.
 */
final class LocalCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 250;

    private final List<Node> nodes;
    private final boolean restart;
    private final Consumer<String> news;
    private volatile boolean isClosing;

    private LocalCluster(List<Node> nodes, boolean restart, Consumer<String> news) {
        this.nodes = nodes;
        this.restart = restart;
        this.news = news;
    }

    /**
     * Nothing runs yet.
     *
     * @param environment names Redis, Postgres and the key of tokens
     * @param news told when a node is gone and when it runs again
     */
    static LocalCluster of(ClusterSize size, boolean restart, Map<String, String> environment, Consumer<String> news) {
        var programs = Stream.concat(
                IntStream.rangeClosed(1, size.gateways()).mapToObj(NodeProgram::gateway),
                IntStream.rangeClosed(1, size.workers()).mapToObj(NodeProgram::worker));
        var nodes = programs.map(program -> Node.of(program, program.environment(environment)))
                .toList();
        return new LocalCluster(nodes, restart, news);
    }

    /** Starts all at once and returns when all are ready. */
    void start() {
        nodes.forEach(Node::run);
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (var node : nodes) {
            while (!node.look()) {
                if (!node.isAlive() || System.nanoTime() > deadline) {
                    throw new EmbeddedServerException(node.name() + " does not start: " + node.logTail());
                }
                pause();
            }
        }
        nodes.forEach(node -> Thread.ofVirtual().name(node.name()).start(() -> watch(node)));
    }

    private void watch(Node node) {
        try {
            while (!isClosing) {
                if (!node.look() && !node.isAlive() && !isClosing && !isBack(node)) {
                    return;
                }
                pause();
            }
        } catch (EmbeddedServerException e) {
            if (!isClosing) {
                throw e;
            }
        }
    }

    private boolean isBack(Node node) {
        news.accept(node.name() + " (pid " + node.pid() + ") is gone");
        if (restart) {
            node.run();
            news.accept(node.name() + " is started again, pid " + node.pid());
        }
        return restart;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while looking after the cluster", e);
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Where the gateways are that were ready at the last look. */
    List<SocketAddress> readyGateways() {
        return nodes.stream()
                .filter(Node::isReady)
                .flatMap(node -> node.address().stream())
                .toList();
    }

    /** Ends all at once, in an orderly way, and returns when they are gone. */
    @Override
    public void close() {
        isClosing = true;
        try (var closers = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> closers.execute(node::close));
        }
    }
}
