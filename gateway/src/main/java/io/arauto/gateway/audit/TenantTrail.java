package io.arauto.gateway.audit;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.gateway.event.OutgoingEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one tenant that are not published yet, in order. Lives on one context. A record that was published and is published again,
 * because the answer was lost, is stored once: its source tells.
 */
final class TenantTrail {
    private static final Logger log = LoggerFactory.getLogger(TenantTrail.class);
    /** Workers read it, no client does. */
    private static final String EVENT = "audit";

    /** Redis is asked for the ends of the outbox at each resume, and copies what stands there. */
    private static final int MOST_AT_ONCE = 20;

    private static final int MOST_WAITING = 20_000;

    private final Tenant tenant;
    private final Publisher publisher;
    private final Map<String, JsonObject> waiting = new LinkedHashMap<>();
    private List<JsonObject> underWay = List.of();
    private Future<Void> publication = Future.succeededFuture();
    private long lost;

    TenantTrail(Tenant tenant, Publisher publisher) {
        this.tenant = tenant;
        this.publisher = publisher;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    void add(String key, JsonObject record) {
        if (waiting.size() < MOST_WAITING) {
            waiting.put(key, record);
        } else {
            lost++;
        }
    }

    /** Adds to the count of a record that waits under the same key, if there is one. */
    void count(String key, JsonObject record) {
        var known = waiting.get(key);
        if (known == null) {
            add(key, record);
        } else {
            known.put("count", known.getInteger("count") + 1);
        }
    }

    /** Some, and more while there is more; completes with the last of it. */
    Future<Void> publish() {
        if (publication.isComplete() && !isEmpty()) {
            publication = publishNext();
        }
        return publication;
    }

    /** What is under way is sent again until it is known to have arrived, before anything newer. */
    private Future<Void> publishNext() {
        if (underWay.isEmpty()) {
            underWay = next();
        }
        var packet = OutgoingEvent.about(EVENT, new JsonObject().put("records", new JsonArray(underWay)));
        return publisher
                .publish(Publication.of(tenant, List.of(), EventKind.AUDIT, packet))
                .compose(_ -> {
                    underWay = List.of();
                    return waiting.size() < MOST_AT_ONCE ? Future.succeededFuture() : publishNext();
                });
    }

    /** All that waits. */
    Future<Void> finish() {
        return publication
                .otherwiseEmpty()
                .compose(_ -> isEmpty() ? Future.succeededFuture() : publish().compose(_ -> finish()));
    }

    private List<JsonObject> next() {
        if (lost > 0) {
            log.warn("audit_lost tenant={} records={}", tenant.name(), lost);
            lost = 0;
        }
        var next = new ArrayList<JsonObject>();
        for (var records = waiting.values().iterator(); records.hasNext() && next.size() < MOST_AT_ONCE; ) {
            next.add(records.next());
            records.remove();
        }
        return next;
    }
}
