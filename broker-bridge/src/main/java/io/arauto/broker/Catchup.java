package io.arauto.broker;

import java.util.List;

/**
 * What some topics got since a client left, read at one moment.
 *
 * @param events in order of id, each once
 * @param position the newest event id of the tenant's partition at that moment
 * @param complete whether these are all; if not, {@code events} is of no use
 */
public record Catchup(List<StoredEvent> events, EventId position, boolean complete) {}
