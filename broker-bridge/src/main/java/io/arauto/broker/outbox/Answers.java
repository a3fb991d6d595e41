package io.arauto.broker.outbox;

import io.arauto.broker.BrokerException;
import io.arauto.broker.redis.Partition;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command that was sent for each of some partitions was answered: one server may be away while others are not. Blocking; for virtual
 * threads.
 *
 * @param given in the order in which they were asked for
 * @param failure why some are missing
 */
record Answers(Map<Partition, Response> given, @Nullable BrokerException failure) {
    /** All commands are sent before the first answer is awaited. */
    static Answers to(Collection<Partition> partitions, Function<Partition, Future<Response>> command) {
        var asked = new LinkedHashMap<Partition, Future<Response>>();
        partitions.forEach(partition -> asked.put(partition, command.apply(partition)));
        var given = new LinkedHashMap<Partition, Response>();
        BrokerException failure = null;
        for (var one : asked.entrySet()) {
            try {
                given.put(one.getKey(), one.getValue().await());
            } catch (BrokerException away) {
                failure = away;
            }
        }
        return new Answers(given, failure);
    }

    /** Those that were given; throws when there was none, though some were asked for. */
    Map<Partition, Response> some() {
        if (given.isEmpty()) {
            throwIfIncomplete();
        }
        return given;
    }

    void throwIfIncomplete() {
        if (failure != null) {
            throw failure;
        }
    }
}
