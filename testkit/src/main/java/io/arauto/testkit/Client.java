package io.arauto.testkit;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A Socket.IO client of a test. It reaches its node through a link of its own, so that losing the connection is the real thing:
 * the network breaks, nobody says goodbye.
 */
public sealed interface Client extends AutoCloseable permits StockClient, RecoveringClient {

    /** Emits with an ack; completes with the whole answer, {@code {ok}} or {@code {error}}. */
    CompletableFuture<JsonObject> emit(String event, JsonObject payload);

    /** Everything it got. */
    ReceivedEvents events();

    FaultyLink link();

    /** Waits until it is connected and its {@code session} event has come. */
    void awaitsConnection();

    /** Goes, saying goodbye. */
    @Override
    void close();

    /** Emits and answers {@code ok}; an error fails the test. */
    default JsonObject asks(String event, JsonObject payload) {
        var answer = answer(event, payload);
        var ok = answer.getJsonObject("ok");
        if (ok == null) {
            throw new AssertionError(event + " " + payload + " was refused: " + answer);
        }
        return ok;
    }

    /** Emits what must be refused and answers {@code error}. */
    default JsonObject isRefused(String event, JsonObject payload) {
        var answer = answer(event, payload);
        var error = answer.getJsonObject("error");
        if (error == null) {
            throw new AssertionError(event + " " + payload + " was not refused: " + answer);
        }
        return error;
    }

    private JsonObject answer(String event, JsonObject payload) {
        return Eventually.completes(event + " " + payload, emit(event, payload));
    }

    /** Sends to a channel and answers the id. */
    default String sendsChat(String channel, String text) {
        return asks("chat:send", new JsonObject().put("channel", channel).put("text", text))
                .getString("id");
    }

    /** The id in a payload or an answer. */
    static String id(JsonObject payload) {
        return requireNonNull(payload.getString("id"), () -> "no id in " + payload);
    }

    /** Payloads of the events of that name so far. */
    default List<JsonObject> received(String event) {
        return events().named(event);
    }

    /** The first event of that name, which may have come already. */
    default JsonObject awaits(String event) {
        return events().await(event);
    }

    /** The network between it and its node breaks, and stays broken until {@link #reconnectsTo}. */
    default void dropsItsConnection() {
        link().cut();
    }

    /** The network leads to another node, or the same, and the client finds it by its own reconnection. */
    default void reconnectsTo(String url) {
        var sessions = received("session").size();
        link().leadTo(URI.create(url).getPort());
        link().mend();
        events().await("session", sessions + 1);
        awaitsConnection();
    }

    /** What the last {@code session} event said of the resume. */
    default boolean recovered() {
        return events().await("session", 1).getLast().getBoolean("recovered", false);
    }
}
