package io.arauto.broker.outbox;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions this worker owns. All live workers know each other by a common register and count themselves off, so that each
 * wants every n-th partition; a lease makes sure that a partition has one owner at a time while they disagree. Renewed three times in
 * a lease; a lease that was not renewed in time counts as lost here before Redis gives it to another.
 */
final class PartitionLeases {
    private static final Logger log = LoggerFactory.getLogger(PartitionLeases.class);
    private static final LuaScript REGISTER = LuaScript.load("worker_register.lua");
    private static final LuaScript TAKE = LuaScript.load("lease_take.lua");
    private static final LuaScript RELEASE = LuaScript.load("lease_release.lua");

    private final RedisLinks links;
    private final String worker;
    private final Duration lease;
    private final Gauges gauges;
    private final Map<Partition, Long> renewedAt = new ConcurrentHashMap<>();
    private volatile Set<Partition> wanted = Set.of();
    private boolean failing;

    PartitionLeases(RedisLinks links, String worker, Duration lease, Gauges gauges) {
        this.links = links;
        this.worker = worker;
        this.lease = lease;
        this.gauges = gauges;
    }

    /** Renews until closing. */
    void keep(OutboxStreams outbox, CountDownLatch closing) {
        try {
            do {
                renew(outbox);
            } while (!closing.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The partitions of a lane that are safe to drain now. */
    List<Partition> held(int lane, int lanes) {
        var oldest = System.nanoTime() - lease.toNanos();
        return renewedAt.entrySet().stream()
                .filter(held -> held.getValue() - oldest > 0)
                .map(Map.Entry::getKey)
                .filter(partition -> partition.lane(lanes) == lane && wanted.contains(partition))
                .toList();
    }

    /** Called by the lane itself, which therefore has no entries of them in hand. */
    synchronized void giveUpUnwanted(int lane, int lanes) {
        release(renewedAt.keySet().stream()
                .filter(partition -> partition.lane(lanes) == lane && !wanted.contains(partition))
                .toList());
    }

    /** Leaves everything to others at once. */
    void leave() {
        for (Runnable step :
                List.<Runnable>of(() -> release(List.copyOf(renewedAt.keySet())), () -> register(Duration.ZERO))) {
            try {
                step.run();
            } catch (RuntimeException failure) {
                log.warn("outbox_leave_failed reason={}", failure.toString());
            }
        }
    }

    /** While the register is away, those that were known to live share out what they did. */
    private void renew(OutboxStreams outbox) {
        var works = attempt(() -> wanted = share(register(lease)));
        works &= attempt(() -> take(wanted));
        works &= attempt(() -> outbox.countDead(renewedAt.keySet()));
        gauges.owned(renewedAt.size());
        failing = !works;
    }

    /** An outage is logged when it begins, not with each attempt. */
    private boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException failure) {
            if (!failing) {
                log.warn("outbox_leases_not_renewed reason={}", failure.toString());
            }
            return false;
        }
    }

    private List<String> register(Duration life) {
        var workers = REGISTER.run(
                        links.to(Keys.WORKERS_HOME), List.of(Keys.workers()), List.of(worker, life.toMillis()))
                .await();
        return workers.stream().map(Response::toString).sorted().toList();
    }

    private Set<Partition> share(List<String> workers) {
        var rank = workers.indexOf(worker);
        return Partition.all()
                .filter(partition -> partition.number() % workers.size() == rank)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a server that is away holds stays as it is here, until its lease is over. */
    private synchronized void take(Set<Partition> partitions) {
        var askedAt = System.nanoTime();
        var answers = Answers.to(
                partitions,
                partition -> TAKE.run(
                        links.to(partition), List.of(Keys.owner(partition)), List.of(worker, lease.toMillis())));
        answers.given().forEach((partition, taken) -> {
            if (Replies.flag(taken)) {
                renewedAt.put(partition, askedAt);
            } else {
                forget(partition);
            }
        });
        answers.throwIfIncomplete();
    }

    private synchronized void release(List<Partition> partitions) {
        partitions.forEach(this::forget);
        Answers.to(
                        partitions,
                        partition -> RELEASE.run(links.to(partition), List.of(Keys.owner(partition)), List.of(worker)))
                .throwIfIncomplete();
    }

    private void forget(Partition partition) {
        renewedAt.remove(partition);
        gauges.disowned(partition);
    }
}
