package io.arauto.chaos;

import io.arauto.chaos.Verifier.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One run: clients talk while faults strike, each after the last one has healed; then silence, and the reckoning. */
final class Campaign {
    private static final long RECOVERY_LIMIT = Duration.ofSeconds(60).toNanos();
    /** An event that was published so long before a failover has been acked, or its sender told no. */
    private static final long UNACKED_MILLIS = 2_000;

    private static final long GATEWAY_MEMORY = 768L << 20;

    private final Cluster cluster;
    private final Population population;
    private final List<Fault> faults;
    private final Random random;
    private final List<Strike> strikes = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Failover> failovers = new ArrayList<>();
    private long memory;

    Campaign(Cluster cluster, Population population, List<Fault> faults, Random random) {
        this.cluster = cluster;
        this.population = population;
        this.faults = faults;
        this.random = random;
    }

    /** Blocks for the duration and what the last fault needs to heal. */
    Outcome run(Duration duration, int aSecond) throws Exception {
        var start = System.nanoTime();
        population.join();
        population.talk(aSecond);
        await(() -> population.isWellSince(start), "nobody could talk at the beginning", start);
        var turns = new ArrayList<Fault>();
        while (System.nanoTime() - start < duration.toNanos()) {
            if (turns.isEmpty()) {
                turns.addAll(faults);
                Collections.shuffle(turns, random);
            }
            strike(turns.removeLast());
        }
        population.fallSilent();
        await(population::isQuiet, "someone waits for an answer", System.nanoTime());
        if (!population.isQuiet()) {
            System.out.println("not quiet: " + population.unquiet());
        }
        reckon();
        return new Outcome(strikes, violations, population.outages(), population.tenants(), memory);
    }

    private void strike(Fault fault) throws Exception {
        System.out.printf("%-55s", fault.what());
        System.out.flush();
        var from = System.nanoTime();
        var time = System.currentTimeMillis();
        fault.strike(cluster, random);
        var mended = System.nanoTime();
        if (fault == Fault.REDIS_FAILOVER) {
            failovers.add(new Failover(time - UNACKED_MILLIS, System.currentTimeMillis()));
        }
        await(() -> population.isWellSince(mended), fault.what() + ": not everyone is served again", from);
        var strike = new Strike(fault, from, mended, System.nanoTime());
        strikes.add(strike);
        System.out.printf(" healed in %.1f s, %,d acked%n", strike.recovery() / 1e9, population.acked());
        watchMemory();
    }

    private void watchMemory() {
        for (var node : cluster.gateways()) {
            var bytes = node.process().residentBytes();
            memory = Math.max(memory, bytes);
            if (bytes > GATEWAY_MEMORY) {
                violations.add(
                        new Violation(Invariant.BOUNDED, "a gateway holds " + bytes + " bytes", System.nanoTime()));
            }
        }
    }

    /** What is still on its way arrives first: a promise counts as broken when it does not hold after the limit. */
    private void reckon() throws Exception {
        var history = new History(cluster.historyUrl());
        for (var tenant : population.tenants()) {
            var deadline = System.nanoTime() + RECOVERY_LIMIT;
            while (true) {
                var rows = history.rows(tenant.tenant());
                var found = population.read(() -> Verifier.check(tenant, rows, failovers));
                if (found.isEmpty() || System.nanoTime() > deadline) {
                    violations.addAll(found);
                    break;
                }
                Thread.sleep(500);
            }
        }
    }

    private void await(BooleanSupplier condition, String otherwise, long since) throws InterruptedException {
        var deadline = System.nanoTime() + RECOVERY_LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                violations.add(new Violation(Invariant.RECOVERED, otherwise, since));
                return;
            }
            Thread.sleep(20);
        }
    }
}
