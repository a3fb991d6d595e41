package io.arauto.chaos;

import io.arauto.chaos.Journal.Began;
import io.arauto.chaos.Journal.Entry;
import io.arauto.chaos.Journal.Received;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The table of faults × invariants, as Markdown. */
final class Report {
    private static final int EXAMPLES = 20;

    private final Outcome outcome;

    Report(Outcome outcome) {
        this.outcome = outcome;
    }

    String text(long seed) {
        var text = new StringBuilder();
        text.append(String.format(
                "%nseed %d: %d faults, %,d events acked, %,d deliveries seen, %d sessions told that they could not be recovered, "
                        + "gateways at most %d MB%n%n",
                seed,
                outcome.strikes().size(),
                sum(tenant -> tenant.acked().size()),
                entries(Received.class::isInstance),
                entries(entry -> entry instanceof Began began && !began.reason().isEmpty()),
                outcome.memory() >> 20));
        text.append("| fault | strikes |");
        for (var invariant : Invariant.values()) {
            text.append(' ').append(invariant.broken()).append(" |");
        }
        text.append(" clients that reconnected | back in s (p50, p99, max) | all served again in s (p50, max) |\n");
        text.append("|---|---:|")
                .append("---:|".repeat(Invariant.values().length))
                .append("---:|---|---|\n");
        for (var fault : Fault.values()) {
            row(text, fault);
        }
        outcome.violations().stream()
                .limit(EXAMPLES)
                .forEach(violation -> text.append(violation.invariant().broken())
                        .append(": ")
                        .append(violation.what())
                        .append('\n'));
        return text.toString();
    }

    private void row(StringBuilder text, Fault fault) {
        var strikes = outcome.strikes().stream()
                .filter(strike -> strike.fault() == fault)
                .toList();
        text.append(String.format("| %s | %d |", fault.what(), strikes.size()));
        for (var invariant : Invariant.values()) {
            var count = outcome.violations().stream()
                    .filter(violation -> violation.invariant() == invariant && during(strikes, violation.at()))
                    .count();
            text.append(' ').append(count).append(" |");
        }
        var outages = outcome.outages().stream()
                .filter(outage -> during(strikes, outage.at()))
                .map(Outages.Outage::nanos)
                .sorted()
                .toList();
        var recoveries = strikes.stream().map(Strike::recovery).sorted().toList();
        text.append(String.format(
                " %d | %s, %s, %s | %s, %s |%n",
                outages.size(),
                seconds(outages, 0.5),
                seconds(outages, 0.99),
                seconds(outages, 1),
                seconds(recoveries, 0.5),
                seconds(recoveries, 1)));
    }

    /** What happened between faults is put down to the last one. */
    private boolean during(List<Strike> strikes, long moment) {
        return outcome.strikes().stream()
                .filter(strike -> strike.from() <= moment)
                .reduce((_, last) -> last)
                .or(() -> outcome.strikes().stream().findFirst())
                .filter(strikes::contains)
                .isPresent();
    }

    private static String seconds(List<Long> sorted, double quantile) {
        if (sorted.isEmpty()) {
            return "–";
        }
        var index = (int) Math.ceil(quantile * sorted.size()) - 1;
        return String.format("%.1f", sorted.get(Math.max(index, 0)) / 1e9);
    }

    private long sum(ToLongFunction<TenantRecord> count) {
        return outcome.tenants().stream().mapToLong(count).sum();
    }

    private long entries(Predicate<Entry> wanted) {
        return sum(tenant -> tenant.journals().stream()
                .flatMap(journal -> journal.entries().stream())
                .filter(wanted)
                .count());
    }
}
