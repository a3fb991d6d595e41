package io.arauto.gateway.stats;

import io.arauto.broker.Seats;
import io.arauto.broker.Tenant;
import io.arauto.broker.Timestamps;
import io.arauto.broker.outbox.OutboxScan;
import io.arauto.broker.stats.Counts;
import io.arauto.broker.stats.Counts.Counted;
import io.arauto.broker.stats.Uptime;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Channels;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code GET /stats}, for administrators and ERP back ends: a few keys of Redis, whatever the traffic. */
public final class StatsRoutes {
    private static final int BUSIEST = 10;
    private static final List<String> BY_HOUR = List.of(CountName.MESSAGES, CountName.NOTIFICATIONS);

    private final Counts counts;
    private final Seats seats;
    private final Uptime uptime;
    private final OutboxScan outbox;
    private final Channels channels;
    private final Clock clock;

    public StatsRoutes(Counts counts, Seats seats, Uptime uptime, OutboxScan outbox, Channels channels, Clock clock) {
        this.counts = counts;
        this.seats = seats;
        this.uptime = uptime;
        this.outbox = outbox;
        this.channels = channels;
        this.clock = clock;
    }

    public void register(RestApi api) {
        api.get("/stats", this::stats);
    }

    private Future<ApiAnswer> stats(ApiRequest request) {
        var caller = request.caller();
        if (!caller.administers() && !caller.isService()) {
            throw Refusal.forbidden("figures are for administrators");
        }
        var tenant = caller.tenant();
        var stats = new JsonObject().put("timestamp", Timestamps.text(clock.instant()));
        return Future.all(
                        connections(tenant).map(stats::mergeIn),
                        traffic(caller).map(stats::mergeIn),
                        availability().map(stats::mergeIn),
                        backlog(tenant).map(stats::mergeIn))
                .map(_ -> ApiAnswer.ok(stats));
    }

    private Future<JsonObject> connections(Tenant tenant) {
        return seats.taken(tenant).map(taken -> {
            var nodes = new JsonArray();
            taken.nodes()
                    .forEach(each -> nodes.add(
                            new JsonObject().put("node", each.node()).put("connections", each.connections())));
            return new JsonObject()
                    .put(
                            "connections",
                            taken.nodes().stream()
                                    .mapToLong(Seats.OfNode::connections)
                                    .sum())
                    .put("users", taken.users())
                    .put("nodes", nodes);
        });
    }

    private Future<JsonObject> traffic(Identity caller) {
        return counts.read(caller.tenant(), BY_HOUR)
                .map(counted -> new JsonObject()
                        .put(CountName.MESSAGES, series(counted, CountName.MESSAGES))
                        .put(CountName.NOTIFICATIONS, series(counted, CountName.NOTIFICATIONS))
                        .put("channels", busiest(caller, counted))
                        .put("latency", latency(counted))
                        .put("delivery", delivery(counted)));
    }

    private static JsonObject series(Counted counted, String name) {
        var hours = new JsonArray();
        counted.hours()
                .forEach(hour -> hours.add(new JsonObject()
                        .put("hour", Timestamps.text(hour.begin()))
                        .put("count", hour.counts().get(BY_HOUR.indexOf(name)))));
        return new JsonObject().put("lastHour", counted.lastHour(name)).put("hours", hours);
    }

    /** Without groups of which the caller is not a member. */
    private JsonArray busiest(Identity caller, Counted counted) {
        var busiest = new JsonArray();
        counted.lastHour().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .flatMap(count -> CountName.channelOf(count.getKey())
                        .flatMap(name -> channels.find(caller.tenant(), name))
                        .filter(channel -> !channel.isGroup() || channel.readableBy(caller))
                        .map(channel -> new JsonObject()
                                .put("channel", channel.name())
                                .put("title", channel.title())
                                .put(CountName.MESSAGES, count.getValue()))
                        .stream())
                .limit(BUSIEST)
                .forEach(busiest::add);
        return busiest;
    }

    private static JsonObject latency(Counted counted) {
        var delivered = counted.lastHour(CountName.DELIVERED);
        return delivered == 0
                ? new JsonObject()
                : new JsonObject()
                        .put("meanMs", tenths((double) counted.lastHour(CountName.MILLISECONDS) / delivered))
                        .put("p50Ms", tenths(LatencyBuckets.quantile(0.5, counted::lastHour)))
                        .put("p99Ms", tenths(LatencyBuckets.quantile(0.99, counted::lastHour)));
    }

    private static JsonObject delivery(Counted counted) {
        var delivered = counted.lastHour(CountName.DELIVERED);
        var unrecovered = counted.lastHour(CountName.UNRECOVERED);
        var delivery = new JsonObject().put(CountName.DELIVERED, delivered).put(CountName.UNRECOVERED, unrecovered);
        return delivered == 0 ? delivery : delivery.put("rate", (double) delivered / (delivered + unrecovered));
    }

    private Future<JsonObject> availability() {
        return uptime.read()
                .map(known -> new JsonObject()
                        .put(
                                "uptime",
                                known.map(share -> new JsonObject()
                                                .put("since", Timestamps.text(share.since()))
                                                .put("ratio", share.ratio()))
                                        .orElseGet(JsonObject::new)));
    }

    private Future<JsonObject> backlog(Tenant tenant) {
        return outbox.waiting(tenant).map(waiting -> {
            var age = waiting.oldest().map(oldest -> Math.max(0, clock.millis() - oldest.millis()));
            return new JsonObject()
                    .put(
                            "backlog",
                            new JsonObject().put("events", waiting.entries()).put("oldestMs", age.orElse(0L)));
        });
    }

    private static double tenths(double milliseconds) {
        return Math.round(milliseconds * 10) / 10.0;
    }
}
