package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * All members lose their connections at once and come back as stock clients do, within a second, to the next node: prints when all are back,
 * how long each had to wait, and what that costs the servers. {@code Reconnect <url>[,<url>] <HS256 secret> <pid of the server>[,<pid>] [members]
 * [rounds]}. Exits with 1 when one was refused or not recovered. For loopback only.
 */
public final class Reconnect {
    private static final int TENANT = 1_000;

    private final Returnees members;
    private final List<ServerProcess> servers;

    private Reconnect(List<URI> urls, String secret, List<ServerProcess> servers, int members) {
        var vertx = Vertx.vertx();
        var client = Member.client(vertx, urls.getFirst());
        var run = "reconnect" + System.nanoTime();
        this.servers = servers;
        this.members = new Returnees(
                vertx,
                urls,
                IntStream.range(0, members)
                        .mapToObj(member -> new Returnee(
                                client, new Tokens(secret, run + '-' + member / TENANT).of(member + 1), _ -> {}))
                        .toList());
    }

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "Reconnect <url>[,<url>] <HS256 secret> <pid of the server>[,<pid>] [members=10000] [rounds=3]",
                5,
                arguments,
                line -> {
                    var members = line.number("members", 3, 10_000, 1, 1_000_000);
                    var rounds = line.number("rounds", 4, 3, 1, 1_000);
                    return new Reconnect(line.urls(), line.secret(), line.servers(), members).show(rounds);
                });
    }

    private boolean show(int rounds) throws Exception {
        await(members.join(0));
        System.out.printf(
                "%10s %12s %9s %9s %11s %9s %12s%n",
                "members", "all back s", "p50 ms", "p99 ms", "recovered", "refused", "CPU us each");
        var amiss = 0L;
        for (var round = 1; round <= rounds; round++) {
            amiss += storm(round);
        }
        return amiss == 0;
    }

    /** Tells how often something went wrong. */
    private long storm(int round) throws Exception {
        var count = members.users().size();
        var refusedBefore = members.refusals();
        var cpuBefore = micros();
        var began = System.nanoTime();
        members.breakAll();
        var waits = await(members.comeBack(round));
        var took = (System.nanoTime() - began) / 1e9;
        var refused = members.refusals() - refusedBefore;
        System.out.printf(
                "%10d %12.1f %9.0f %9.0f %11d %9d %12.0f%n",
                count,
                took,
                waits.getValueAtPercentile(50) / 1e3,
                waits.getValueAtPercentile(99) / 1e3,
                members.recovered(),
                refused,
                (double) (micros() - cpuBefore) / count);
        return refused + count - members.recovered();
    }

    private long micros() {
        return servers.stream().mapToLong(server -> server.cpu().micros()).sum();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
    }
}
