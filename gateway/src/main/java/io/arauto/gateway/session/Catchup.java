package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.StoredEvent;
import java.util.List;

/**
 * All that a client missed.
 *
 * @param events in order of id, each once
 * @param position the newest event id of the tenant's partition at the moment of reading
 */
record Catchup(List<StoredEvent> events, EventId position) {}
