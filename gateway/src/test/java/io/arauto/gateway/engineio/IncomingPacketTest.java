package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Fuzz;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class IncomingPacketTest {
    @Test
    void anyTextIsAPacketOrBreaksTheProtocol() {
        Fuzz.tries(draw -> isHarmless(draw.text(40)));
    }

    @Test
    void soIsAnythingThatLooksLikeAPayload() {
        Fuzz.tries(draw -> isHarmless(draw.textOf("0123456b\u001eprobe=+/\"[]{}A", 40)));
    }

    @Test
    void messagesOfAPayloadComeOutAsTheyWentIn() {
        Fuzz.tries(draw -> {
            var messages = draw.list(1, 20, () -> draw.text(20).replace("\u001e", ""));
            var parsed = new ArrayList<String>();

            IncomingPacket.parsePayload(
                    String.join(
                            "\u001e",
                            messages.stream().map(message -> '4' + message).toList()),
                    packet -> parsed.add(((IncomingPacket.Message) packet).text()));

            assertThat(parsed).isEqualTo(messages);
        });
    }

    @Test
    void bytesComeOutAsTheyWentIn() {
        Fuzz.tries(draw -> {
            var bytes = draw.bytes(100);
            var parsed = IncomingPacket.parse(Frame.binary(Buffer.buffer(bytes)).pollingText());

            assertThat(((IncomingPacket.Binary) parsed).bytes().getBytes()).isEqualTo(bytes);
        });
    }

    private static void isHarmless(String payload) {
        try {
            IncomingPacket.parsePayload(payload, _ -> {});
        } catch (ProtocolException e) {
            assertThat(e.getStackTrace()).isEmpty();
        }
    }
}
