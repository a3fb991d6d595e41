package io.arauto.gateway.preference;

import io.arauto.broker.Topic;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads preferences; refuses what does not belong there, so that nobody takes for set what was misspelt. */
final class PreferencesReader {
    private static final int MOST_NAMES = 200;
    private static final List<String> TYPES = List.of("success", "info", "warning", "error");
    /** The last two are what answers and requests carry besides. */
    private static final Set<String> FIELDS =
            Set.of("modules", "channels", "types", "quietHours", "revision", "clientMsgId");

    private PreferencesReader() {}

    /** All of them, as they were stored. */
    static Preferences stored(JsonObject json) {
        return changed(Preferences.NONE, Payload.of(json));
    }

    /** {@code current}, with those parts replaced that {@code change} names; {@code null} takes a part away. */
    static Preferences changed(Preferences current, Payload change) {
        change.fields().stream()
                .filter(field -> !FIELDS.contains(field))
                .findAny()
                .ifPresent(field -> {
                    throw Refusal.invalid(field, "nothing: there are modules, channels, types, quietHours");
                });
        var fields = change.fields();
        return new Preferences(
                fields.contains("modules") ? switches(change, "modules", Topic::isName) : current.modules(),
                fields.contains("channels") ? switches(change, "channels", Topic::isName) : current.channels(),
                fields.contains("types") ? switches(change, "types", TYPES::contains) : current.types(),
                fields.contains("quietHours") ? quietHours(change) : current.quietHours());
    }

    private static Map<String, Switch> switches(Payload payload, String field, Predicate<String> isName) {
        var value = payload.value(field).orElseGet(JsonObject::new);
        if (!(value instanceof JsonObject json) || json.size() > MOST_NAMES) {
            throw Refusal.invalid(field, "an object of up to " + MOST_NAMES + " names");
        }
        var switches = new HashMap<String, Switch>();
        for (var name : json.fieldNames()) {
            if (!isName.test(name)) {
                throw Refusal.invalid(field, field.equals("types") ? "of " + TYPES : "names: a-z 0-9 _ . : -");
            }
            switches.put(
                    name,
                    Switch.parse(json.getValue(name))
                            .orElseThrow(() -> Refusal.invalid(field + '.' + name, Switch.TAKES)));
        }
        return Map.copyOf(switches);
    }

    private static @Nullable QuietHours quietHours(Payload payload) {
        return payload.value("quietHours")
                .map(value ->
                        QuietHours.parse(value).orElseThrow(() -> Refusal.invalid("quietHours", QuietHours.TAKES)))
                .orElse(null);
    }
}
