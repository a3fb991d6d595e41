package io.arauto.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OutgoingEventTest {
    @Test
    void aNewThingStartsWithPlacesForItsIdAndTime() {
        assertThat(OutgoingEvent.created("x", new JsonObject().put("a", 1)))
                .hasToString("2[\"x\",{\"id\":\"\u0001\",\"timestamp\":\"\u0002\",\"a\":1},\"\u0001\"]");
        assertThat(OutgoingEvent.created("x", new JsonObject()))
                .hasToString("2[\"x\",{\"id\":\"\u0001\",\"timestamp\":\"\u0002\"},\"\u0001\"]");
    }

    @Test
    void noTextCanForgeAPlace() {
        var hostile = "\u0001\u0002\"],{";

        var packet =
                OutgoingEvent.about("x", new JsonObject().put("text", hostile)).toString();

        assertThat(packet.chars().filter(character -> character < ' ')).hasSize(1);
        var filled = new JsonArray(packet.substring(1).replace('\u0001', '7'));
        assertThat(filled.getJsonObject(1).getString("text")).isEqualTo(hostile);
    }

    @Test
    void anEphemeralEventEndsWithAnObjectSoThatNoClientTakesItForAnOffset() {
        assertThat(OutgoingEvent.ephemeral("x", new JsonObject())).hasToString("2[\"x\",{}]");
    }
}
