package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIoConformanceTest {
    private static final String TWO_PARTS = "[%s{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "40 40 42[\"auth\",{}]",
                "40{\"token\":\"123\"} 40 42[\"auth\",{\"token\":\"123\"}]",
                "40/custom, 40/custom, 42/custom,[\"auth\",{}]",
                "40/custom 40/custom, 42/custom,[\"auth\",{}]",
                "40/custom,{\"token\":\"abc\"} 40/custom, 42/custom,[\"auth\",{\"token\":\"abc\"}]",
            })
    void aClientJoinsANamespace(String connect, String beginning, String auth) {
        var socket = opened();
        socket.sends(connect);

        var connected = socket.next();
        assertThat(connected).startsWith(beginning);
        assertThat(new JsonObject(connected.substring(beginning.length())).fieldNames())
                .containsExactly("sid");
        assertThat(socket.next()).isEqualTo(auth);
    }

    @Test
    void anUnknownNamespaceIsRefusedAndTheConnectionGoesOn() {
        var socket = opened();
        socket.sends("40/random");
        assertThat(socket.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
        socket.sends("40");
        assertThat(socket.next()).startsWith("40{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4abc", "4", "40[]", "40\"a\"", "401", "42[\"message\"]", "41", "44{}", "47", "4{}"})
    void anInvalidHandshakeEndsTheConnection(String packet) {
        var socket = opened();
        socket.sends(packet);
        assertThat(socket.next()).startsWith("close");
    }

    @Test
    void aConnectionWithoutANamespaceIsClosed() {
        var socket = opened();
        var message = socket.next();
        while (message.equals("2")) {
            socket.sends("3");
            message = socket.next();
        }
        assertThat(message).startsWith("close");
    }

    @Test
    void aClientThatLeavesKeepsItsConnection() {
        var socket = joined();
        socket.sends("41");
        assertThat(socket.next()).isEqualTo("2");
    }

    @Test
    void aClientLeavesOneNamespaceOfTwo() {
        var socket = joined();
        socket.sends("40/custom");
        assertThat(socket.nextBesidesPings()).startsWith("40/custom,{");
        assertThat(socket.nextBesidesPings()).startsWith("42/custom,[\"auth\"");
        socket.sends("41/custom");
        socket.sends("42[\"message\",\"message to main namespace\"]");
        assertThat(socket.nextBesidesPings()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "42[\"message\",1,\"2\",{\"3\":[true]}] 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
                "42[\"message\"] 42[\"message-back\"]",
                "42[\"message\",null,{\"z\":1,\"a\":1.5}] 42[\"message-back\",null,{\"z\":1,\"a\":1.5}]",
                "42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}] 43456[1,\"2\",{\"3\":[false]}]",
                "420[\"message-with-ack\"] 430[]",
            })
    void anEventComesBack(String event, String answer) {
        var socket = joined();
        socket.sends(event);
        assertThat(socket.next()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"'', message, '', '\"message-back\",', 5", "789, message-with-ack, 789, '', 6"})
    void anEventWithAttachmentsComesBack(String id, String event, String answeredId, String name, int type) {
        var socket = joined();
        socket.sends("452-" + id + TWO_PARTS.formatted("\"" + event + "\","));
        socket.sends((byte) 1, (byte) 2, (byte) 3);
        socket.sends((byte) 4, (byte) 5, (byte) 6);

        assertThat(socket.nextBesidesPings()).isEqualTo("4" + type + "2-" + answeredId + TWO_PARTS.formatted(name));
        assertThat(socket.nextBesidesPings()).isEqualTo("0x010203");
        assertThat(socket.nextBesidesPings()).isEqualTo("0x040506");
    }

    @Test
    void attachmentsTravelOverPollingInBase64() {
        var client = SERVER.polling("/socket.io/");
        client.posts("40");
        assertThat(client.polls().body()).startsWith("40{");
        client.polls();
        client.posts("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
        assertThat(client.polls().body())
                .isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4abc",
                "42{}",
                "42[]",
                "42[null]",
                "42[{}]",
                "42",
                "42abc[\"message-with-ack\",1]",
                "42[\"message\"",
                "42[\"message\"]x",
                "42[\"connect\"]",
                "42[\"disconnecting\",1]",
                "43[1]",
                "40",
                "41x",
                "42/custom,[\"message\"]",
                "42/random,[\"message\"]",
                "451-[\"message\"]",
                "4511-[\"message\"]",
                "451[\"message\",{\"_placeholder\":true,\"num\":0}]",
                "451-[\"message\",{\"_placeholder\":true,\"num\":1}]",
                "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]",
                "bAQID",
            })
    void whatBreaksTheProtocolEndsTheConnection(String packet) {
        var socket = joined();
        socket.sends(packet);
        assertThat(socket.next()).startsWith("close");
    }

    @Test
    void textAmongAttachmentsEndsTheConnection() {
        var socket = joined();
        socket.sends("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
        socket.sends("42[\"message\"]");
        assertThat(socket.next()).startsWith("close");
    }

    private static MessageSocket opened() {
        var socket = SERVER.webSocket("/socket.io/");
        socket.next();
        return socket;
    }

    private static MessageSocket joined() {
        return SERVER.webSocket("/socket.io/").joined();
    }
}
