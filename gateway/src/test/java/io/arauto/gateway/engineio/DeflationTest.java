package io.arauto.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.arauto.testkit.Fuzz;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflationTest {
    private static final int MOST = 1_000_000;

    private final Deflation deflation = new Deflation();

    /** RFC 7692, section 7.2.3: one block, one without compression, one that says it is the last, two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "f248cdc9c90700",
                "000500faff48656c6c6f00",
                "f348cdc9c9070000",
                "f248050000 00ffffcac9c90700",
            })
    void theExamplesOfTheSpecificationAreRead(String example) {
        var deflated = HexFormat.of().parseHex(example.replace(" ", ""));

        assertThat(deflation.inflate(deflated, MOST)).asString(UTF_8).isEqualTo("Hello");
    }

    @Test
    void nothingIsReadAsNothing() {
        assertThat(deflation.inflate(new byte[] {0}, MOST)).isEmpty();
        assertThat(deflation.inflate(new byte[0], MOST)).isEmpty();
    }

    @Test
    void anyMessageComesBack() {
        Fuzz.tries(draw -> {
            var message = draw.text(10).repeat(draw.integer(0, 1_000)).getBytes(UTF_8);
            var deflated = deflation.deflate(message);

            assertThat(deflated).hasSizeLessThanOrEqualTo(message.length);
            if (deflated.length < message.length) {
                assertThat(deflation.inflate(deflated, message.length)).isEqualTo(message);
                assertThatThrownBy(() -> deflation.inflate(deflated, message.length - 1))
                        .isInstanceOf(CorruptedWebSocketFrameException.class);
            }
        });
    }

    @Test
    void whatDoesNotGetShorterIsItself() {
        var noise = new byte[5_000];
        new SplittableRandom(1).nextBytes(noise);

        assertThat(deflation.deflate(noise)).isSameAs(noise);
    }

    @Test
    void anyBytesAreReadOrRefusedAndNothingIsLeftOfThem() {
        var message = "Pedido confirmado. ".repeat(100).getBytes(UTF_8);
        var deflated = deflation.deflate(message);
        Fuzz.tries(draw -> {
            var bytes = draw.bytes(200);
            if (draw.integer(0, 1) == 0) {
                var damaged = deflated.clone();
                System.arraycopy(bytes, 0, damaged, 0, Math.min(bytes.length, damaged.length) / 2);
                bytes = damaged;
            }
            try {
                assertThat(deflation.inflate(bytes, 10_000)).hasSizeLessThanOrEqualTo(10_000);
            } catch (ProtocolException | CorruptedWebSocketFrameException refused) {
                assertThat(refused).hasMessageMatching("not deflated|longer than permitted.*");
            }
            assertThat(deflation.inflate(deflated, message.length)).isEqualTo(message);
        });
    }

    @Test
    void littleThatBecomesMuchTakesNoMoreThanThePermittedSize() {
        var bomb = deflation.deflate(new byte[50 * MOST]);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> deflation.inflate(bomb, MOST)).isInstanceOf(CorruptedWebSocketFrameException.class);

        // While its place grows by doubling, the old one is there too.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3 * MOST);
    }
}
