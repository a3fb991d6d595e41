package io.arauto.broker.stats;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** In which minutes of the last days at least one gateway let clients in. While Redis is away, none does. */
public final class Uptime {
    private static final LuaScript MARK = LuaScript.load("uptime_mark.lua");
    private static final LuaScript READ = LuaScript.load("uptime.lua");
    private static final int DAYS = 30;

    private final RedisLinks links;

    public Uptime(RedisLinks links) {
        this.links = links;
    }

    /**
     * @param since the first minute that is known, at most 30 days ago
     * @param ratio the share of the minutes since then in which a gateway was up, 0 to 1
     */
    public record Share(Instant since, double ratio) {}

    /** Notes that this gateway is up now; wanted in every minute. */
    public Future<Void> mark() {
        return MARK.run(links.to(Keys.NODES_HOME), List.of(Keys.uptime()), List.of(DAYS))
                .mapEmpty();
    }

    /** Empty until the first mark. */
    public Future<Optional<Share>> read() {
        return READ.run(links.to(Keys.NODES_HOME), List.of(Keys.uptime()), List.of(DAYS))
                .map(answer -> {
                    var minutes = Replies.number(answer, 1);
                    return minutes == 0
                            ? Optional.empty()
                            : Optional.of(new Share(
                                    Instant.EPOCH.plus(Duration.ofMinutes(Replies.number(answer, 2))),
                                    (double) Replies.number(answer, 0) / minutes));
                });
    }
}
