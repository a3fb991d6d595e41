package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import java.time.Duration;

/**
 * A loud tenant of {@code members} (150) is sent {@code rate} (20) messages a second while a quiet one of {@code neighbours} (20) goes on with one a
 * second. The quiet tenant is measured alone for {@code duration} (20s) and then beside the loud one; its p99 may not grow by more than
 * {@code maxGrowth} (100ms).
 */
public final class BroadcastTenant extends LoadSimulation {
    private final Duration maxGrowth = parameters.time("maxGrowth", "100ms");

    public BroadcastTenant() {
        var members = parameters.number("members", 150);
        var rate = parameters.number("rate", 20);
        var neighbours = parameters.number("neighbours", 20);
        var time = parameters.time("duration", "20s");
        var ramp = parameters.time("ramp", "5s");
        var alone = ramp.plus(SETTLE);
        var beside = alone.plus(time).plus(SETTLE);
        var stay = time.multipliedBy(2).plus(ramp).plus(SETTLE.multipliedBy(5));
        var second = Duration.ofSeconds(1);
        run(
                listeners("quiet, alone", accounts.of("quiet", 1, "chat"), "quiet alone", stay)
                        .injectOpen(rampUsers(neighbours).during(ramp)),
                listeners("quiet, beside", accounts.of("quiet", 1, "chat"), "quiet beside", stay)
                        .injectOpen(rampUsers(neighbours).during(ramp)),
                listeners("loud", accounts.of("loud", 1, "chat"), "loud", stay)
                        .injectOpen(rampUsers(members).during(ramp)),
                speakers("speaks alone", accounts.of("quiet", neighbours + 1, "chat"), "quiet alone", second, time)
                        .injectOpen(nothingFor(alone), rampUsers(1).during(second)),
                speakers("speaks beside", accounts.of("quiet", neighbours + 2, "chat"), "quiet beside", second, time)
                        .injectOpen(nothingFor(beside), rampUsers(1).during(second)),
                speakers(
                                "shouts",
                                accounts.of("loud", members + 1, "chat"),
                                "loud",
                                Duration.ofMillis(4_000L / rate),
                                time)
                        .injectOpen(nothingFor(beside), rampUsers(4).during(second)));
    }

    @Override
    void settle() {
        var growth = ledger.percentile("quiet beside", 99) - ledger.percentile("quiet alone", 99);
        if (growth > maxGrowth.toMillis()) {
            ledger.unmet("the quiet tenant's p99 grew by " + growth + " ms beside the loud one");
        }
    }
}
