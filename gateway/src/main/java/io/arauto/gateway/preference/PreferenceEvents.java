package io.arauto.gateway.preference;

import io.arauto.broker.Publisher;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.Reception;
import io.arauto.gateway.session.Receptions;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** {@code preferences:get} and {@code preferences:set}, preferences by REST, and what each session wants because of them. */
public final class PreferenceEvents implements Receptions {
    private final UserPreferences preferences;
    private final SessionMembership membership;
    private final Calm calm;
    private final Clock clock;

    public PreferenceEvents(
            Definitions definitions, Publisher publisher, SessionMembership membership, Calm calm, Clock clock) {
        this.preferences = new UserPreferences(definitions, publisher);
        this.membership = membership;
        this.calm = calm;
        this.clock = clock;
    }

    public void register(EventRouter<Session> events) {
        events.on(
                        "preferences:get",
                        (session, _) ->
                                get(session.identity(), session.identity().userId()))
                .on("preferences:set", (session, payload) -> set(session.identity(), payload));
    }

    public void register(RestApi api) {
        api.get(
                        "/users/{id}/preferences",
                        request -> get(request.caller(), owner(request)).map(ApiAnswer::ok))
                .put("/users/{id}/preferences", this::replace);
    }

    @Override
    public Future<Reception> of(Session session) {
        var user = session.identity();
        return preferences
                .find(user.tenant(), user.userId())
                .map(known -> new PreferredReception(session, known, calm, clock, membership::forgetJoining));
    }

    private Future<JsonObject> get(Identity caller, String userId) {
        return preferences.find(caller.tenant(), userId).map(KnownPreferences::toJson);
    }

    private Future<JsonObject> set(Identity user, Payload change) {
        return preferences.change(user.tenant(), user.userId(), change, false);
    }

    private Future<ApiAnswer> replace(ApiRequest request) {
        return preferences
                .change(request.caller().tenant(), owner(request), request.body(), true)
                .map(ApiAnswer::ok);
    }

    /** Whose preferences the path names, for that user and for those who administer the tenant. */
    private static String owner(ApiRequest request) {
        var caller = request.caller();
        var userId = request.path("id");
        if (!caller.userId().equals(userId) && !caller.administers() && !caller.isService()) {
            throw Refusal.forbidden("another user's preferences");
        }
        if (!UserIds.isValid(userId)) {
            throw Refusal.notFound("there is no user " + userId);
        }
        return userId;
    }
}
