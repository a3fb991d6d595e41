package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IncomingPacketTest {
    @Property
    void anyTextIsAPacketOrBreaksTheProtocol(@ForAll String text) {
        isHarmless(text);
    }

    @Property
    void soIsAnythingThatLooksLikeAPayload(@ForAll("payloads") String payload) {
        isHarmless(payload);
    }

    @Property
    void messagesOfAPayloadComeOutAsTheyWentIn(@ForAll("messages") List<String> messages) {
        var parsed = new ArrayList<String>();

        IncomingPacket.parsePayload(
                String.join(
                        "\u001e",
                        messages.stream().map(message -> '4' + message).toList()),
                packet -> parsed.add(((IncomingPacket.Message) packet).text()));

        assertThat(parsed).isEqualTo(messages);
    }

    @Property
    void bytesComeOutAsTheyWentIn(@ForAll byte[] bytes) {
        var parsed = IncomingPacket.parse(Frame.binary(Buffer.buffer(bytes)).pollingText());

        assertThat(((IncomingPacket.Binary) parsed).bytes().getBytes()).isEqualTo(bytes);
    }

    private static void isHarmless(String payload) {
        try {
            IncomingPacket.parsePayload(payload, _ -> {});
        } catch (ProtocolException e) {
            assertThat(e.getStackTrace()).isEmpty();
        }
    }

    @Provide
    Arbitrary<String> payloads() {
        return Arbitraries.strings().withChars("0123456b\u001eprobe=+/\"[]{}A").ofMaxLength(40);
    }

    @Provide
    Arbitrary<List<String>> messages() {
        return Arbitraries.strings()
                .excludeChars('\u001e')
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }
}
