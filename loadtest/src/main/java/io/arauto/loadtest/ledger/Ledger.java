package io.arauto.loadtest.ledger;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The book of one run; any thread may write into it. */
public final class Ledger {
    private static final int UNMET_SHOWN = 20;

    private final Map<String, Map<Marker, Long>> sent = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> counted = new ConcurrentSkipListMap<>();
    private final Map<String, Latencies> deliveries = new ConcurrentSkipListMap<>();
    private final Queue<Reception> receptions = new ConcurrentLinkedQueue<>();
    private final Queue<String> unmet = new ConcurrentLinkedQueue<>();
    private final LongAdder unanswered = new LongAdder();
    private final Latencies delivery = new Latencies();
    private final Latencies answers = new Latencies();
    private final Latencies lag = new Latencies();
    private final Latencies waits = new Latencies();

    /** A receiver that is owed all that is sent to {@code audience} from now on. */
    public Reception reception(String audience) {
        var reception = new Reception(this, audience, System.currentTimeMillis());
        receptions.add(reception);
        return reception;
    }

    /** The server said yes: from now on it owes the message to all receivers. */
    public void acknowledged(Marker marker, long sentAt) {
        sent.computeIfAbsent(marker.audience(), _ -> new ConcurrentHashMap<>()).put(marker, sentAt);
        answers.record(System.currentTimeMillis() - marker.intended());
    }

    /** The server said no, so nobody is owed it. */
    public void refused(String code) {
        refused.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    /** No answer came: it may arrive or not. */
    public void unanswered() {
        unanswered.increment();
    }

    /** By how much the generator itself was late, not counting what it had to wait for the server. */
    public void lagged(long millis) {
        lag.record(millis);
    }

    /** How long someone waited for what comes in turn, locks for example, in milliseconds. */
    public void waited(long millis) {
        waits.record(millis);
    }

    /** Something that the run should have seen and did not; fails it. */
    public void unmet(String what) {
        unmet.add(what);
    }

    /** Something worth a number in the results. */
    public void count(String what) {
        counted.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    void delivered(Marker marker, long at) {
        delivery.record(at - marker.intended());
        deliveries.computeIfAbsent(marker.group(), _ -> new Latencies()).record(at - marker.intended());
    }

    /** The latency of deliveries, in milliseconds, of audiences of this group. */
    public long percentile(String group, double percentile) {
        var latencies = deliveries.get(group);
        return latencies == null ? 0 : latencies.percentile(percentile);
    }

    Balance balance() {
        return receptions.stream()
                .map(reception -> reception.balance(sent.getOrDefault(reception.audience(), Map.of())))
                .reduce(Balance.NOTHING, Balance::plus);
    }

    long latency(double percentile) {
        return delivery.percentile(percentile);
    }

    long lag(double percentile) {
        return lag.percentile(percentile);
    }

    long acknowledgements() {
        return sent.values().stream().mapToLong(Map::size).sum();
    }

    long answersMissing() {
        return unanswered.sum();
    }

    List<String> unmetExpectations() {
        return unmet.stream().limit(UNMET_SHOWN).toList();
    }

    JsonObject json() {
        var groups = new JsonObject();
        deliveries.forEach((group, latencies) -> groups.put(group, latencies.json()));
        return new JsonObject()
                .put("acknowledged", acknowledgements())
                .put("unanswered", unanswered.sum())
                .put("refused", numbers(refused))
                .put("counted", numbers(counted))
                .put("deliveryMillis", delivery.json())
                .put("deliveryMillisByGroup", groups)
                .put("answerMillis", answers.json())
                .put("waitMillis", waits.json())
                .put("generatorLagMillis", lag.json());
    }

    private static JsonObject numbers(Map<String, LongAdder> counts) {
        var numbers = new TreeMap<String, Object>();
        counts.forEach((name, count) -> numbers.put(name, count.sum()));
        return new JsonObject(numbers);
    }
}
