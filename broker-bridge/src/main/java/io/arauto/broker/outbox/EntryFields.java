package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.Template;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The fields of an outbox entry by name, so that a later version may add some. */
record EntryFields(Map<String, Response> byName) {
    static EntryFields of(Response pairs) {
        var byName = new HashMap<String, Response>();
        for (var index = 0; index + 1 < pairs.size(); index += 2) {
            byName.put(pairs.get(index).toString(), pairs.get(index + 1));
        }
        return new EntryFields(byName);
    }

    /** Throws a RuntimeException when this is no entry that this version understands. */
    OutboxEntry entry(EventId id) {
        var number = get("n").toString();
        var ordinal = number.isEmpty() ? null : Long.valueOf(number);
        var topics = parts(get("o")).map(Topic::parse).toList();
        return new OutboxEntry(
                id,
                new Tenant(get("t").toString()),
                EventKind.parse(get("k").toString()),
                topics,
                previous(),
                ordinal,
                Template.fill(get("b").toBuffer(), id),
                byName.containsKey("x") ? get("x").toString() : "");
    }

    private List<EventId> previous() {
        var ids = byName.get("p");
        return ids == null ? List.of() : parts(ids).map(EventId::parse).toList();
    }

    /** None when it is empty. */
    private static Stream<String> parts(Response list) {
        return Stream.of(list.toString().split(",")).filter(part -> !part.isEmpty());
    }

    private Response get(String name) {
        var value = byName.get(name);
        if (value == null) {
            throw new NoSuchElementException("no field " + name);
        }
        return value;
    }
}
