package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that do nothing: prints how many a second are let in, what that costs and what they hold. {@code Idle <url> <HS256 secret> <pid
 * of the server> [connections] [seconds] [pid of its Redis] [collect]}. Some come and go before, for the server to warm up on, then half of them
 * stay; what is measured is the second half, with garbage collected before and after, or as the server does by itself. For loopback only.
 */
public final class Idle {
    private static final int TENANT = 1_000;
    private static final int WARM_UPS = 3;

    private final Vertx vertx = Vertx.vertx();
    private final URI url;
    private final String secret;
    private final ServerProcess server;
    private final boolean collect;

    private Idle(URI url, String secret, ServerProcess server, boolean collect) {
        this.url = url;
        this.secret = secret;
        this.server = server;
        this.collect = collect;
    }

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "Idle <url> <HS256 secret> <pid of the server> [connections=10000] [seconds=10] [pid of its Redis]"
                        + " [collect=true]",
                7,
                arguments,
                line -> {
                    var connections = line.number("connections", 3, 10_000, 2, 1_000_000);
                    var seconds = line.number("seconds", 4, 10, 1, 3_600);
                    var redis = line.process(5).findFirst().orElse(null);
                    var collect = line.flag("collect", 6, true);
                    new Idle(line.url(), line.secret(), line.server(), collect).run(connections, seconds, redis);
                    return true;
                });
    }

    private void run(int connections, int seconds, @Nullable ServerProcess redis) throws Exception {
        for (var round = 0; round < WARM_UPS; round++) {
            var crowd = new Crowd(vertx, url);
            join(crowd, connections / 5 + 1);
            await(crowd.leave());
        }
        var crowd = new Crowd(vertx, url);
        join(crowd, connections - connections / 2);
        var memory = residentBytes();
        var before = server.cpu();
        var redisBefore = micros(redis);
        var began = System.nanoTime();
        var measured = connections / 2;
        join(crowd, measured);
        var took = (System.nanoTime() - began) / 1e9;
        var connecting = server.cpu().since(before);
        var redisConnecting = micros(redis) - redisBefore;
        var held = residentBytes();
        var idleSince = server.cpu();
        Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
        var idling = server.cpu().since(idleSince);
        System.out.printf(
                "%12s %10s %15s %15s %14s %10s %12s%n%12d %10.0f %15.0f %15.0f %14.1f %10.0f %12.2f%n",
                "connections",
                "a second",
                "CPU us to join",
                "Redis us",
                "KB/connection",
                "MB in all",
                "idle CPU %",
                connections,
                measured / took,
                (double) connecting.micros() / measured,
                (double) redisConnecting / measured,
                (held - memory) / 1_024.0 / measured,
                held / 1_048_576.0,
                idling.micros() / 1e4 / seconds);
        await(crowd.leave());
    }

    private long residentBytes() throws Exception {
        if (collect) {
            server.collectGarbage();
        }
        return server.residentBytes();
    }

    private static long micros(@Nullable ServerProcess process) {
        return process == null ? 0 : process.cpu().micros();
    }

    private void join(Crowd crowd, int connections) throws Exception {
        var run = "idle" + System.nanoTime();
        await(crowd.join(
                connections, user -> new Crowd.Guest(new Tokens(secret, run + '-' + user / TENANT).of(user), _ -> {})));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
    }
}
