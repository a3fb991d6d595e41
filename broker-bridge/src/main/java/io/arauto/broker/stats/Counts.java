package io.arauto.broker.stats;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the nodes have counted of each tenant, of the last hour and by the hour of a day; all times are those of Redis. */
public final class Counts {
    private static final LuaScript ADD = LuaScript.load("counts_add.lua");
    private static final LuaScript READ = LuaScript.load("counts_read.lua");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HOURS = 24;
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final int SHORTS = (int) HOUR.dividedBy(SHORT);

    private final RedisLinks links;

    public Counts(RedisLinks links) {
        this.links = links;
    }

    /**
     * @param lastHour the sums of all counts since 55 to 60 minutes ago
     * @param hours the last 24 from the oldest on, of which the last is not over
     */
    public record Counted(Map<String, Long> lastHour, List<OfHour> hours) {
        /** Of those that were added in the last hour; else 0. */
        public long lastHour(String name) {
            return lastHour.getOrDefault(name, 0L);
        }
    }

    /** @param counts in the order in which they were asked for */
    public record OfHour(Instant begin, List<Long> counts) {}

    /** Adds to counts of any names. After a failure it is not known whether they were added. */
    public Future<Void> add(Tenant tenant, Map<String, Long> amounts) {
        var arguments = periods();
        amounts.forEach((name, amount) -> {
            arguments.add(name);
            arguments.add(amount);
        });
        return run(ADD, tenant, arguments).mapEmpty();
    }

    /** @param byHour the counts that are wanted of each hour */
    public Future<Counted> read(Tenant tenant, List<String> byHour) {
        var arguments = periods();
        arguments.addAll(byHour);
        return run(READ, tenant, arguments).map(Counts::counted);
    }

    private Future<Response> run(LuaScript script, Tenant tenant, List<Object> arguments) {
        var keys = TenantKeys.of(tenant);
        return script.run(links.to(keys.partition()), List.of(keys.counted()), arguments);
    }

    private static List<Object> periods() {
        return new ArrayList<>(List.of(SHORT.toSeconds(), SHORTS, HOUR.toSeconds(), HOURS));
    }

    private static Counted counted(Response answer) {
        var sums = answer.get(1);
        var lastHour = new HashMap<String, Long>();
        for (var index = 0; index < sums.size(); index += 2) {
            lastHour.put(sums.get(index).toString(), Replies.number(sums, index + 1));
        }
        var oldest = Replies.number(answer, 0) - HOURS + 1;
        var hours = new ArrayList<OfHour>();
        for (var hour = 0; hour < HOURS; hour++) {
            var begin = Instant.EPOCH.plus(HOUR.multipliedBy(oldest + hour));
            hours.add(new OfHour(
                    begin, answer.get(hour + 2).stream().map(Replies::number).toList()));
        }
        return new Counted(Map.copyOf(lastHour), List.copyOf(hours));
    }
}
