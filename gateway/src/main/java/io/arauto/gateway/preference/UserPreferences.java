package io.arauto.gateway.preference;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads and changes the preferences of users. All sessions of the user hear of a change, on whatever node, and go by it at once. */
final class UserPreferences {
    private final Definitions definitions;
    private final Publisher publisher;

    /** @param definitions by user */
    UserPreferences(Definitions definitions, Publisher publisher) {
        this.definitions = definitions;
        this.publisher = publisher;
    }

    Future<KnownPreferences> find(Tenant tenant, String userId) {
        return definitions
                .some(tenant, List.of(userId))
                .map(found -> Optional.ofNullable(found.get(userId))
                        .map(KnownPreferences::parse)
                        .orElse(KnownPreferences.NONE));
    }

    /** @param all whether parts that {@code change} does not name are taken away too */
    Future<JsonObject> change(Tenant tenant, String userId, Payload change, boolean all) {
        PreferencesReader.changed(Preferences.NONE, change);
        return definitions
                .change(tenant, userId, current -> changed(all ? Optional.empty() : current, change))
                .compose(changed -> tell(tenant, userId, KnownPreferences.parse(changed.after())));
    }

    private static JsonObject changed(Optional<JsonObject> current, Payload change) {
        var preferences = current.map(PreferencesReader::stored).orElse(Preferences.NONE);
        return PreferencesReader.changed(preferences, change).toJson();
    }

    private Future<JsonObject> tell(Tenant tenant, String userId, KnownPreferences changed) {
        var json = changed.toJson();
        return publisher
                .publish(Publication.of(
                        tenant,
                        List.of(Topic.user(userId)),
                        EventKind.PREFERENCES,
                        OutgoingEvent.about("preferences:changed", json)))
                .map(json);
    }
}
