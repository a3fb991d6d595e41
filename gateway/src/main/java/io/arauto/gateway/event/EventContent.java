package io.arauto.gateway.event;

import io.arauto.broker.Topic;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an event that is on its way to clients says. Its JSON is parsed when the first of them needs to know, for all that share this
 * object; that is one event loop's.
 */
public final class EventContent {
    private static final int NAME_BEGINS = 3;
    private static final String CHANNEL = "channel";
    private static final String DIRECT = "dm:";

    private final @Nullable Topic topic;
    private final Buffer body;
    private @Nullable JsonArray packet;

    private EventContent(@Nullable Topic topic, Buffer body) {
        this.topic = topic;
        this.body = body;
    }

    /** Of an event that has just come over a topic. */
    public static EventContent live(Topic topic, Buffer body) {
        return new EventContent(topic, body);
    }

    /** Of an event that a client missed. */
    public static EventContent stored(Buffer body) {
        return new EventContent(null, body);
    }

    /** Whether it can be one of a user's own, rather than of a channel or a module. */
    public boolean mayBePersonal() {
        return topic == null || topic.kind() == Topic.Kind.USER;
    }

    /** Whether it came live over a module's topic. */
    public boolean isChangeOfData() {
        return topic != null && topic.kind() == Topic.Kind.MODULE;
    }

    /** Bytes of its packet. */
    public int length() {
        return body.length();
    }

    /** Whether that, of ASCII, is its name; parses nothing. */
    public boolean is(String name) {
        var end = NAME_BEGINS + name.length();
        if (body.length() <= end || body.getByte(end) != '"') {
            return false;
        }
        for (var index = 0; index < name.length(); index++) {
            if (body.getByte(NAME_BEGINS + index) != name.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** The channel that it was published in; null when it was not in one. */
    public @Nullable String channel() {
        if (topic != null) {
            return topic.kind() == Topic.Kind.CHANNEL ? topic.name() : null;
        }
        return payload().getValue(CHANNEL) instanceof String channel && !channel.startsWith(DIRECT) ? channel : null;
    }

    /** Of {@code 2["name",{…},"id"]} the name. */
    public String name() {
        return packet().getString(0);
    }

    /** Of {@code 2["name",{…},"id"]} the object, which is to be left as it is. */
    public JsonObject payload() {
        return packet().getJsonObject(1);
    }

    private JsonArray packet() {
        var known = packet;
        if (known == null) {
            known = new JsonArray(body.slice(1, body.length()));
            packet = known;
        }
        return known;
    }
}
