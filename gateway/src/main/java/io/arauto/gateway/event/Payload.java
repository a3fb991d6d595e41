package io.arauto.gateway.event;

import io.arauto.broker.EventId;
import io.arauto.broker.InvalidName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one object that an event or a REST body carries, read field by field. Each reader bounds what it returns and refuses
 * anything else with {@link ErrorCode#INVALID_PAYLOAD}, naming the field. A field that is {@code null} counts as absent; fields that
 * nobody reads are ignored, so that newer clients may send more.
 */
public final class Payload {
    private static final Pattern CLIENT_KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    private final JsonObject json;

    private Payload(JsonObject json) {
        this.json = json;
    }

    public static Payload of(JsonObject json) {
        return new Payload(json);
    }

    /** The arguments of an event: exactly one object. */
    public static Payload of(JsonArray arguments) {
        if (arguments.size() == 1 && arguments.getValue(0) instanceof JsonObject json) {
            return new Payload(json);
        }
        throw Refusal.invalid("payload", "exactly one object");
    }

    /** The same with another field. */
    public Payload with(String field, Object value) {
        return new Payload(json.copy().put(field, value));
    }

    /** Those that are there, {@code null} or not. */
    public Set<String> fields() {
        return Set.copyOf(json.fieldNames());
    }

    public boolean has(String field) {
        return json.getValue(field) != null;
    }

    /** Text of 1 to {@code longest} characters. */
    public String text(String field, int longest) {
        return optionalText(field, longest).orElseThrow(() -> missing(field, longest));
    }

    public Optional<String> optionalText(String field, int longest) {
        var value = json.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= longest) {
            return Optional.of(text);
        }
        throw missing(field, longest);
    }

    /** A name that {@code valid} accepts. */
    public String name(String field, Predicate<String> valid, String takes) {
        return optionalName(field, valid, takes).orElseThrow(() -> Refusal.invalid(field, takes));
    }

    public Optional<String> optionalName(String field, Predicate<String> valid, String takes) {
        return named(field, json.getValue(field), valid, takes);
    }

    /** An id of the ERP's that {@code valid} accepts; numbers count as their digits, since back ends send ids as either. */
    public String id(String field, Predicate<String> valid, String takes) {
        return optionalId(field, valid, takes).orElseThrow(() -> Refusal.invalid(field, takes));
    }

    private Optional<String> optionalId(String field, Predicate<String> valid, String takes) {
        var value = json.getValue(field);
        var isNumber = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        return named(field, isNumber ? value.toString() : value, valid, takes);
    }

    private static Optional<String> named(String field, @Nullable Object value, Predicate<String> valid, String takes) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && valid.test(text)) {
            return Optional.of(text);
        }
        throw Refusal.invalid(field, takes);
    }

    /** An object within, empty when it is absent. */
    public Payload object(String field) {
        var value = json.getValue(field);
        if (value == null) {
            return new Payload(new JsonObject());
        }
        if (value instanceof JsonObject object) {
            return new Payload(object);
        }
        throw Refusal.invalid(field, "an object");
    }

    /** Up to {@code most} objects; a field within one of them that is wrong is named by its own name. */
    public List<Payload> objects(String field, int most) {
        if (!(json.getValue(field) instanceof JsonArray array)
                || array.size() > most
                || !array.stream().allMatch(JsonObject.class::isInstance)) {
            throw Refusal.invalid(field, "up to " + most + " objects");
        }
        return array.stream().map(item -> new Payload((JsonObject) item)).toList();
    }

    /** One of a closed list of words. */
    public String oneOf(String field, List<String> words) {
        if (json.getValue(field) instanceof String word && words.contains(word)) {
            return word;
        }
        throw Refusal.invalid(field, "one of " + String.join(", ", words));
    }

    public boolean flag(String field, boolean otherwise) {
        var value = json.getValue(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw Refusal.invalid(field, "true or false");
    }

    public int integer(String field, int otherwise, int least, int most) {
        var value = json.getValue(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw Refusal.invalid(field, "a whole number from " + least + " to " + most);
    }

    public EventId eventId(String field) {
        return optionalEventId(field).orElseThrow(() -> Refusal.invalid(field, "an event id"));
    }

    public Optional<EventId> optionalEventId(String field) {
        var value = json.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            try {
                return Optional.of(EventId.parse(text));
            } catch (InvalidName _) {
                throw Refusal.invalid(field, "an event id");
            }
        }
        throw Refusal.invalid(field, "an event id");
    }

    /** A key of the client's own making by which a repeated request is recognised. */
    public Optional<String> clientKey(String field) {
        return optionalId(field, CLIENT_KEY.asMatchPredicate(), "1 to 100 of A-Z a-z 0-9 _ . : -");
    }

    /** Any JSON value, passed on as it came; the size of the whole packet bounds it. */
    public Optional<Object> value(String field) {
        return Optional.ofNullable(json.getValue(field));
    }

    /** Text of up to 200 characters, or a number: what record keys and versions look like. */
    public Optional<Object> scalar(String field) {
        var value = json.getValue(field);
        if (value == null || value instanceof Number || (value instanceof String text && text.length() <= 200)) {
            return Optional.ofNullable(value);
        }
        throw Refusal.invalid(field, "a number or up to 200 characters");
    }

    private static Refusal missing(String field, int longest) {
        return Refusal.invalid(field, "text of 1 to " + longest + " characters");
    }
}
