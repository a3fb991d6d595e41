package io.arauto.gateway.lock;

import io.arauto.broker.lock.LockPrefix;
import io.arauto.broker.lock.Resource;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import java.time.Duration;
import java.util.Optional;

/** What requests about locks carry. */
final class LockFields {
    private static final int LONGEST_WORDS = 500;

    private LockFields() {}

    static Resource resource(Payload payload) {
        return new Resource(payload.name("resource", Resource::isValid, Resource.TAKES));
    }

    static Resource resource(String name) {
        if (!Resource.isValid(name)) {
            throw Refusal.invalid("resource", Resource.TAKES);
        }
        return new Resource(name);
    }

    static Optional<LockPrefix> prefix(Payload payload) {
        return payload.optionalName(
                        "prefix", LockPrefix::isValid, "a resource, with a colon behind it or not, or nothing")
                .map(LockPrefix::new);
    }

    /** In milliseconds; what is shorter or longer than permitted is made to fit. */
    static Duration lease(Payload payload, Duration otherwise) {
        var asked = payload.integer("ttl", (int) otherwise.toMillis(), 1, Integer.MAX_VALUE);
        return Duration.ofMillis(
                Math.clamp(asked, LockSettings.SHORTEST_LEASE.toMillis(), LockSettings.LONGEST_LEASE.toMillis()));
    }

    static Optional<String> message(Payload payload) {
        return payload.optionalText("message", LONGEST_WORDS);
    }

    static String reason(Payload payload) {
        return payload.text("reason", LONGEST_WORDS);
    }

    static Optional<String> optionalReason(Payload payload) {
        return payload.optionalText("reason", LONGEST_WORDS);
    }
}
