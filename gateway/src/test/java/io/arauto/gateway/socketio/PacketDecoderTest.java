package io.arauto.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.gateway.engineio.ProtocolException;
import io.arauto.testkit.Fuzz;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {
    private static final String EVENT =
            "52-/custom,12[\"ação\",{\"_placeholder\":true,\"num\":0},[{\"a\":{\"_placeholder\":true,\"num\":1}}],1.5,null]";

    @Test
    void anyTextIsAPacketOrBreaksTheProtocol() {
        Fuzz.tries(draw -> isHarmless(draw.text(60)));
    }

    @Test
    void soIsAnythingThatLooksLikeAPacket() {
        Fuzz.tries(draw -> isHarmless(draw.oneOf(
                        "0",
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6",
                        "2[\"",
                        "51-[\"e\",{\"_placeholder\":true,\"num\":",
                        "2/a,1[")
                + draw.textOf("0123456789-/,[]{}\":truefalsenullnum_placeholder\\u.eE+", 60)));
    }

    @Test
    void soIsAPacketThatWasCutOrChanged() {
        Fuzz.tries(draw -> isHarmless(draw.damaged(EVENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nestingBreaksTheProtocolBeforeItBreaksTheStack(String opening) {
        var deep = "2[\"e\"," + opening.repeat(300_000);
        assertThatThrownBy(() -> PacketDecoder.decode(deep)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void theDeepestNestingThatIsReadCanBeHandled() {
        var depth = 900;
        var deep = "51-[\"e\"," + "[".repeat(depth) + "{\"_placeholder\":true,\"num\":0}" + "]".repeat(depth) + "]";

        var whole = joined(PacketDecoder.decode(deep), List.of(Buffer.buffer("x")));

        assertThat(OutboundPacket.event("/", args(whole)).frames()).hasSize(2);
    }

    @Test
    void moreAttachmentsThanStockClientsTakeBreakTheProtocol() {
        var ten = new ArrayList<String>();
        for (var index = 0; index < 10; index++) {
            ten.add("{\"_placeholder\":true,\"num\":" + index + "}");
        }
        assertThat(PacketDecoder.decode("510-[\"e\"," + String.join(",", ten) + "]"))
                .isInstanceOf(Packet.Incomplete.class);

        ten.add("{\"_placeholder\":true,\"num\":10}");
        assertThatThrownBy(() -> PacketDecoder.decode("511-[\"e\"," + String.join(",", ten) + "]"))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void attachmentsComeOutAsTheyWentIn() {
        Fuzz.tries(draw -> {
            var attachments = draw.list(0, 10, () -> draw.bytes(20));
            var sent = new JsonArray().add("event");
            attachments.forEach(bytes -> sent.add(Buffer.buffer(bytes)));
            var taken = new ArrayList<Buffer>();
            var head = new Packet.Event("/", null, BinaryParts.split(sent, taken), false);

            assertThat(BinaryParts.count(head)).isEqualTo(attachments.size());
            assertThat(args(BinaryParts.join(head, taken))).isEqualTo(sent);
        });
    }

    private static void isHarmless(String text) {
        try {
            var packet = PacketDecoder.decode(text);
            if (packet instanceof Packet.Incomplete(var head, var count)) {
                var attachments = new ArrayList<Buffer>();
                for (var index = 0; index < count; index++) {
                    attachments.add(Buffer.buffer("part " + index));
                }
                BinaryParts.join(head, attachments);
            }
        } catch (ProtocolException e) {
            assertThat(e.getStackTrace()).isEmpty();
        }
    }

    private static Packet joined(Packet packet, List<Buffer> attachments) {
        return BinaryParts.join(((Packet.Incomplete) packet).head(), attachments);
    }

    private static JsonArray args(Packet packet) {
        return ((Packet.Event) packet).args();
    }
}
