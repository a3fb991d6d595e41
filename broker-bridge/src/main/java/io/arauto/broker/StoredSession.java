package io.arauto.broker;

import java.util.Map;
import java.util.Set;

/**
 * What is remembered of a session so that any node can resume it.
 *
 * @param connection the socket that it lives on now
 * @param joined topics beyond those that its rights give it, each with the newest event id at the time it was joined
 * @param left topics that its rights give it but that it does not want
 * @param notes what features want to find again, each under its own name
 */
public record StoredSession(
        String id,
        String userId,
        String connection,
        Map<Topic, EventId> joined,
        Set<Topic> left,
        Map<String, String> notes) {}
