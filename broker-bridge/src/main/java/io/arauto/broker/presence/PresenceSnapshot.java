package io.arauto.broker.presence;

import java.util.List;

/**
 * All users of a tenant that are there or were within a week, at one moment.
 *
 * @param version as the message of the presence topic with the newest change that is in it
 */
public record PresenceSnapshot(long version, List<UserPresence> users) {}
