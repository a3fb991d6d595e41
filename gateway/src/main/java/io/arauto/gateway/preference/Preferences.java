package io.arauto.gateway.preference;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one user wants to be told of. What is not mentioned is on.
 *
 * @param types of notifications: {@code success}, {@code info}, {@code warning}, {@code error}
 */
record Preferences(
        Map<String, Switch> modules,
        Map<String, Switch> channels,
        Map<String, Switch> types,
        @Nullable QuietHours quietHours) {
    static final Preferences NONE = new Preferences(Map.of(), Map.of(), Map.of(), null);

    /** Whether it keeps nothing back, now or later. */
    boolean isEmpty() {
        return modules.isEmpty() && channels.isEmpty() && types.isEmpty() && quietHours == null;
    }

    boolean mutesChannel(String channel, Instant now) {
        return channels.getOrDefault(channel, Switch.ON).mutes(now);
    }

    /** Whether a notification is not told now, wherever it comes from. */
    boolean mutesNotification(@Nullable String module, @Nullable String type, Instant now) {
        return mutes(modules, module, now)
                || mutes(types, type, now)
                || (quietHours != null && quietHours.include(now));
    }

    private static boolean mutes(Map<String, Switch> switches, @Nullable String name, Instant now) {
        return name != null && switches.getOrDefault(name, Switch.ON).mutes(now);
    }

    Set<String> mutedChannels(Instant now) {
        return channels.entrySet().stream()
                .filter(channel -> channel.getValue().mutes(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code {modules, channels, types, quietHours?}}. */
    JsonObject toJson() {
        var json = new JsonObject()
                .put("modules", json(modules))
                .put("channels", json(channels))
                .put("types", json(types));
        return quietHours == null ? json : json.put("quietHours", quietHours.toJson());
    }

    private static JsonObject json(Map<String, Switch> switches) {
        var json = new LinkedHashMap<String, Object>();
        switches.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey(), entry.getValue().toJson()));
        return new JsonObject(json);
    }
}
