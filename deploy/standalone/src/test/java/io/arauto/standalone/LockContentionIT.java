package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.EventId;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.ReceivedEvents.Received;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockContentionIT {
    @RegisterExtension
    static final Cluster CLUSTER = new Cluster(Map.of("ARAUTO_LOCK_LEASE", "3s"));

    private static final int CONTENDERS = 50;
    private static final Duration FIGHT = Duration.ofSeconds(Integer.getInteger("arauto.test.lockSeconds", 20));

    private final String tenant = "t" + System.nanoTime();
    private final Random random = new Random(7);
    private final LockLedger ledger = new LockLedger();
    private final List<RecoveringClient> clients = new ArrayList<>();

    @Test
    void fiftySessionsContendForFiveResourcesWhileConnectionsBreakAndAGatewayIsKilled() throws Exception {
        var watcher = CLUSTER.client(CLUSTER.nodeA(), TestUser.of(tenant, "watcher", "watcher", "chat"));
        watcher.asks("lock:subscribe", new JsonObject().put("prefix", ""));
        var threads = new ArrayList<Thread>();
        for (var index = 0; index < CONTENDERS; index++) {
            var user = TestUser.of(tenant, "u" + index, "user" + index, "chat");
            var client = CLUSTER.client(index % 2 == 0 ? CLUSTER.nodeA() : CLUSTER.nodeB(), user);
            clients.add(client);
            threads.add(Thread.startVirtualThread(new LockContender(client, ledger, index)));
        }

        breaksConnectionsFor(FIGHT.dividedBy(3));
        CLUSTER.nodeB().kills();
        clients.forEach(client -> client.link().leadTo(port(CLUSTER.nodeA().url())));
        breaksConnectionsFor(FIGHT.dividedBy(3));
        CLUSTER.nodeB().starts();
        breaksConnectionsFor(FIGHT.dividedBy(3));

        var expiries = goesSilent(watcher);
        ledger.close();
        for (var thread : threads) {
            thread.join();
        }
        Eventually.isTrue("all locks are free", () -> locks(watcher).isEmpty());

        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.turns()).isGreaterThan(CONTENDERS);
        var changes = changes(watcher);
        assertThat(secondHolders(changes)).isEmpty();
        assertThat(overdue(changes, expiries)).isEmpty();
        System.out.printf("lock contention: %d turns, %d changes%n", ledger.turns(), changes.size());
    }

    private void breaksConnectionsFor(Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            var victim = clients.get(random.nextInt(CONTENDERS));
            var node = random.nextBoolean() && CLUSTER.nodeB().isReady() ? CLUSTER.nodeB() : CLUSTER.nodeA();
            victim.link().cut();
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(100));
            victim.link().leadTo(port(node.url()));
            victim.link().mend();
        }
    }

    /** All contenders lose their connections for good; answers what they held then, by fence, and until when. */
    private Map<String, Instant> goesSilent(RecoveringClient watcher) {
        clients.forEach(client -> client.link().cut());
        var expiries = new HashMap<String, Instant>();
        locks(watcher)
                .forEach(lock -> expiries.put(lock.getString("fence"), Instant.parse(lock.getString("expiresAt"))));
        return expiries;
    }

    private static List<Received> changes(RecoveringClient watcher) {
        return watcher.events().all().stream()
                .filter(event -> event.name().equals("lock:changed"))
                .toList();
    }

    /** Changes by which a resource would have had a second holder, or one with a fence that is no greater than an earlier one. */
    private static List<Received> secondHolders(List<Received> changes) {
        var held = new HashSet<String>();
        var fences = new HashMap<String, EventId>();
        return changes.stream()
                .filter(change -> {
                    var resource = change.payload().getString("resource");
                    if (change.payload().getString("state").equals("free")) {
                        return !held.remove(resource);
                    }
                    var fence = EventId.parse(change.payload().getString("fence"));
                    var before = fences.put(resource, fence);
                    return !held.add(resource) || (before != null && before.compareTo(fence) >= 0);
                })
                .toList();
    }

    /** Locks that were freed more than two seconds after their time. */
    private static List<String> overdue(List<Received> changes, Map<String, Instant> expiries) {
        var fences = new HashMap<String, String>();
        var late = new ArrayList<String>();
        for (var change : changes) {
            var resource = change.payload().getString("resource");
            var freed = fences.put(resource, change.payload().getString("fence", ""));
            var expiry = freed == null ? null : expiries.get(freed);
            if (expiry != null && time(change).isAfter(expiry.plusSeconds(2))) {
                late.add(resource + " freed at " + time(change) + ", due at " + expiry);
            }
        }
        return late;
    }

    private static Instant time(Received change) {
        return EventId.parse(Objects.requireNonNull(change.offset())).time();
    }

    private static List<JsonObject> locks(RecoveringClient watcher) {
        return watcher.asks("lock:get", new JsonObject().put("prefix", "")).getJsonArray("locks").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}
