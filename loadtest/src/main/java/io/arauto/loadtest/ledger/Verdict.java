package io.arauto.loadtest.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run says: its numbers, and the reasons why it failed.
 *
 * @param late the generator was late itself: what it measured says less about the server
 */
public record Verdict(JsonObject results, List<String> failures, boolean late) {

    /**
     * What is asked of a run. Nothing missing, doubled or out of order is asked of every run.
     *
     * @param p95 the longest that 95 of 100 deliveries may take, in milliseconds from the intended time of sending
     * @param lag a generator whose own p99 is above so many milliseconds counts as late
     */
    public record Limits(long p95, long lag) {}

    public static Verdict of(Ledger ledger, Limits limits) {
        var balance = ledger.balance();
        var late = ledger.lag(99) > limits.lag();
        var failures = new ArrayList<>(ledger.unmetExpectations());
        require(
                balance.missing() == 0,
                failures,
                balance.missing() + " of " + balance.expected() + " deliveries are missing");
        require(balance.doubled() == 0, failures, balance.doubled() + " deliveries came twice");
        require(balance.disordered() == 0, failures, balance.disordered() + " deliveries came out of order");
        var p95 = ledger.latency(95);
        require(p95 < limits.p95(), failures, "p95 of delivery is " + p95 + " ms, not under " + limits.p95());
        require(ledger.answersMissing() == 0, failures, ledger.answersMissing() + " messages were not answered");
        var results = ledger.json()
                .put("expected", balance.expected())
                .put("received", balance.received())
                .put("missing", balance.missing())
                .put("doubled", balance.doubled())
                .put("outOfOrder", balance.disordered())
                .put("deliveryPercent", balance.delivery())
                .put("generatorLate", late)
                .put("passed", failures.isEmpty())
                .put("failures", new JsonArray(new ArrayList<>(failures)));
        return new Verdict(results, List.copyOf(failures), late);
    }

    private static void require(boolean holds, List<String> failures, String failure) {
        if (!holds) {
            failures.add(failure);
        }
    }

    public boolean passed() {
        return failures.isEmpty();
    }

    /** A few lines for people. */
    public String text() {
        var latency = results.getJsonObject("deliveryMillis");
        var text = new StringBuilder(
                "%d acknowledged, %d of %d deliveries (%.3f %%), %d doubled, %d out of order; latency ms p50 %d, p95 %d, p99 %d, p99.9 %d%n"
                        .formatted(
                                results.getLong("acknowledged"),
                                results.getLong("expected") - results.getLong("missing"),
                                results.getLong("expected"),
                                results.getDouble("deliveryPercent"),
                                results.getLong("doubled"),
                                results.getLong("outOfOrder"),
                                latency.getLong("p50"),
                                latency.getLong("p95"),
                                latency.getLong("p99"),
                                latency.getLong("p999")));
        results.getJsonObject("counted").forEach(count -> text.append(count.getKey() + ": " + count.getValue() + '\n'));
        if (late) {
            text.append(String.format(
                    Locale.ROOT,
                    "THE GENERATOR WAS LATE: its own lag was %d ms at p99. Take fewer users or a second machine, and trust no latency of this run.%n",
                    results.getJsonObject("generatorLagMillis").getLong("p99")));
        }
        failures.forEach(failure -> text.append("FAILED: ").append(failure).append('\n'));
        return text.append(passed() ? "PASSED" : "").toString().strip();
    }
}
