package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;

/** What each user prefers, with a revision that grows with each change. */
public final class PreferenceStore {
    private static final LuaScript SAVE = LuaScript.load("preferences_save.lua");

    private final RedisLinks links;

    PreferenceStore(RedisLinks links) {
        this.links = links;
    }

    /** @param revision 0 before the first change */
    public record Stored(long revision, JsonObject preferences) {
        static final Stored NONE = new Stored(0, new JsonObject());

        private static Stored parse(String text) {
            var blank = text.indexOf(' ');
            return new Stored(Long.parseLong(text.substring(0, blank)), new JsonObject(text.substring(blank + 1)));
        }
    }

    public Future<Stored> find(Tenant tenant, String userId) {
        var names = TenantKeys.of(tenant);
        return links.to(names.partition())
                .send(Request.cmd(Command.HGET).arg(names.preferences()).arg(userId))
                .map(found -> Optional.ofNullable(found)
                        .map(text -> Stored.parse(text.toString()))
                        .orElse(Stored.NONE));
    }

    /** The new revision; empty when the preferences are not those of {@code revision} any more, and nothing was done. */
    public Future<Optional<Long>> replace(Tenant tenant, String userId, long revision, JsonObject preferences) {
        var names = TenantKeys.of(tenant);
        return SAVE.run(
                        links.to(names.partition()),
                        List.of(names.preferences()),
                        List.of(userId, revision, preferences.encode()))
                .map(Replies::number)
                .map(saved -> saved == 0 ? Optional.empty() : Optional.of(saved));
    }
}
