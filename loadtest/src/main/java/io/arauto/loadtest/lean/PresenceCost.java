package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Prints what presence costs: how many commands Redis does a second while so many users of one tenant are there and do nothing, and what those
 * who follow all of them are sent when all come, and when all lose their connections at once and come back: {@code PresenceCost <url>[,<url>]
 * <HS256 secret> <Redis url> [users] [followers] [seconds]}. For loopback only.
 */
public final class PresenceCost {
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final RedisCommands redis;
    private final Duration time;
    private final Returnees users;
    private final List<Follower> followers;

    private PresenceCost(List<URI> urls, String secret, URI redis, int users, int followers, Duration time) {
        this.redis = new RedisCommands(vertx, redis);
        this.time = time;
        var tokens = new Tokens(secret, "presence" + System.nanoTime());
        var client = Member.client(vertx, urls.getFirst());
        var all = IntStream.range(0, users)
                .mapToObj(user -> new Follower(client, tokens.of(user + 1)))
                .toList();
        this.users = new Returnees(vertx, urls, all.stream().map(Follower::user).toList());
        this.followers = all.subList(0, followers);
    }

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "PresenceCost <url>[,<url>] <HS256 secret> <Redis url> [users=10000] [followers=100] [seconds=60]",
                6,
                arguments,
                line -> {
                    var users = line.number("users", 3, 10_000, 1, 1_000_000);
                    var followers = line.number("followers", 4, Math.min(100, users), 1, users);
                    var time = Duration.ofSeconds(line.number("seconds", 5, 60, 1, 3_600));
                    new PresenceCost(line.urls(), line.secret(), line.redis(), users, followers, time).run();
                    return true;
                });
    }

    private void run() throws Exception {
        await(users.join(0));
        await(Future.all(followers.stream().map(Follower::follow).toList()));
        settle();
        System.out.printf("%d users, %d follow all of them%n", users.users().size(), followers.size());
        tell("at first");
        var before = await(redis.calls());
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        print(before, await(redis.calls()));
        tell("while nothing happened");
        users.breakAll();
        await(users.join(1));
        settle();
        System.out.printf("all lost their connections; %d came back and were recovered%n", users.recovered());
        tell("since then");
    }

    private static void settle() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
    }

    private void tell(String when) {
        var events = followers.stream().mapToLong(Follower::takeEvents).sum();
        var bytes = followers.stream().mapToLong(Follower::takeBytes).sum();
        System.out.printf(
                "%-24s a follower was sent %.1f events, %.1f KB%n",
                when, (double) events / followers.size(), bytes / 1_024.0 / followers.size());
    }

    private void print(SortedMap<String, Long> before, SortedMap<String, Long> after) {
        var all = 0.0;
        for (var command : after.entrySet()) {
            var each = (command.getValue() - before.getOrDefault(command.getKey(), 0L)) / (double) time.toSeconds();
            all += each;
            if (each >= 0.05) {
                System.out.printf("%24s %8.1f a second%n", command.getKey(), each);
            }
        }
        System.out.printf("%24s %8.1f a second%n", "all commands", all);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
    }
}
