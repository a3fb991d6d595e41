package io.arauto.testkit;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All events that a client got since it was made, in order, over all its connections. Safe for use by several threads. */
public final class ReceivedEvents {

    private final List<Received> events = new ArrayList<>();
    private final Awaited awaited = new Awaited();

    /** An event; {@code offset} is the trailing string of recoverable ones. */
    public record Received(
            String name, JsonObject payload, @Nullable String offset) {}

    void add(String name, List<?> arguments) {
        var payload =
                !arguments.isEmpty() && arguments.getFirst() instanceof JsonObject object ? object : new JsonObject();
        var offset = arguments.size() > 1 && arguments.getLast() instanceof String text ? text : null;
        awaited.change(() -> events.add(new Received(name, payload, offset)));
    }

    public List<Received> all() {
        return awaited.read(() -> List.copyOf(events));
    }

    /** Payloads of the events of that name so far. */
    public List<JsonObject> named(String name) {
        return all().stream()
                .filter(event -> event.name().equals(name))
                .map(Received::payload)
                .toList();
    }

    /** The first event of that name, which may have come already. */
    public JsonObject await(String name) {
        return await(name, payload -> true);
    }

    /** The first event of that name whose payload is as wanted, which may have come already. */
    public JsonObject await(String name, Predicate<JsonObject> wanted) {
        return awaitAll(name, wanted, 1).getFirst();
    }

    /** At least so many events of that name. */
    public List<JsonObject> await(String name, int count) {
        return awaitAll(name, payload -> true, count);
    }

    private List<JsonObject> awaitAll(String name, Predicate<JsonObject> wanted, int count) {
        return awaited.await(
                () -> {
                    var found = named(name).stream().filter(wanted).toList();
                    return found.size() >= count ? found : null;
                },
                () -> "waited for " + count + " of " + name + ", got " + events);
    }
}
