package io.arauto.gateway.preference;

import io.arauto.broker.EventKind;
import io.arauto.broker.PreferenceStore;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads and changes the preferences of users. All sessions of the user hear of a change, on whatever node, and go by it at once. */
final class UserPreferences {
    private static final int MOST_ATTEMPTS = 5;

    private final PreferenceStore store;
    private final Publisher publisher;

    UserPreferences(PreferenceStore store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    Future<KnownPreferences> find(Tenant tenant, String userId) {
        return store.find(tenant, userId)
                .map(stored -> new KnownPreferences(stored.revision(), PreferencesReader.stored(stored.preferences())));
    }

    /** @param all whether parts that {@code change} does not name are taken away too */
    Future<JsonObject> change(Tenant tenant, String userId, Payload change, boolean all) {
        PreferencesReader.changed(Preferences.NONE, change);
        return change(tenant, userId, change, all, MOST_ATTEMPTS);
    }

    private Future<JsonObject> change(Tenant tenant, String userId, Payload change, boolean all, int attempts) {
        if (attempts == 0) {
            return Future.failedFuture(new Refusal(ErrorCode.CONFLICT, "changed by another device at the same time"));
        }
        return find(tenant, userId).compose(known -> {
            var changed = PreferencesReader.changed(all ? Preferences.NONE : known.preferences(), change);
            return store.replace(tenant, userId, known.revision(), changed.toJson())
                    .compose(revision -> revision.map(it -> tell(tenant, userId, new KnownPreferences(it, changed)))
                            .orElseGet(() -> change(tenant, userId, change, all, attempts - 1)));
        });
    }

    private Future<JsonObject> tell(Tenant tenant, String userId, KnownPreferences changed) {
        var json = changed.toJson();
        return publisher
                .publish(Publication.of(
                        tenant,
                        List.of(Topic.user(userId)),
                        EventKind.PERSONAL,
                        OutgoingEvent.about("preferences:changed", json)))
                .map(json);
    }
}
