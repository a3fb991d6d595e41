package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.broker.UserIds;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonArray;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What requests say of channels. */
final class ChannelFields {
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_PERMISSION = 100;
    private static final int MOST_MEMBERS = 500;
    private static final int MOST_PERMISSIONS = 100;
    private static final String DIRECT_PREFIX = "dm:";

    private ChannelFields() {}

    static String name(Payload payload, String field) {
        return payload.name(
                field, ChannelFields::isName, "a channel name: a-z 0-9 _ . : -, not of a direct conversation");
    }

    static boolean isName(String name) {
        return Topic.isName(name) && !name.startsWith(DIRECT_PREFIX);
    }

    static String title(Payload payload) {
        return payload.text("title", LONGEST_TITLE);
    }

    static String description(Payload payload) {
        return payload.optionalText("description", LONGEST_DESCRIPTION).orElse("");
    }

    static Set<String> members(Payload payload) {
        return words(payload, "members", MOST_MEMBERS, UserIds::isValid);
    }

    static Set<String> permissions(Payload payload, String field) {
        return words(
                payload,
                field,
                MOST_PERMISSIONS,
                permission -> !permission.isBlank() && permission.length() <= LONGEST_PERMISSION);
    }

    static Set<String> bounded(Set<String> members) {
        if (members.size() > MOST_MEMBERS) {
            throw Refusal.invalid("members", "up to " + MOST_MEMBERS + " user ids");
        }
        return members;
    }

    private static Set<String> words(Payload payload, String field, int most, Predicate<String> valid) {
        var takes = "up to " + most + " " + (field.equals("members") ? "user ids" : "permissions");
        if (!(payload.value(field).orElse(null) instanceof JsonArray list) || list.size() > most) {
            throw Refusal.invalid(field, takes);
        }
        var words = new HashSet<String>();
        for (var item : list) {
            if (!(item instanceof String || item instanceof Integer || item instanceof Long)
                    || !valid.test(item.toString())) {
                throw Refusal.invalid(field, takes);
            }
            words.add(item.toString());
        }
        return words;
    }
}
