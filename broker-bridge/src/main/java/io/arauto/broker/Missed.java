package io.arauto.broker;

import java.util.List;
import java.util.Map;

/**
 * What some topics got since a client left, read at one moment.
 *
 * @param events of each topic of which the hot log tells all, in order of id
 * @param position the newest event id of the tenant's partition at that moment
 * @param incomplete the others, with their newest event id; {@link EventId#NONE} when not even that is known any more
 */
public record Missed(Map<Topic, List<StoredEvent>> events, EventId position, Map<Topic, EventId> incomplete) {}
