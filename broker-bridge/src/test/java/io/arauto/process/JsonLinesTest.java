package io.arauto.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void codeAndValuesBecomeFields() {
        var line = encode("gateway_started node={} port={} ready={}", null, "a1", 3000, true);

        assertThat(line.getString("level")).isEqualTo("info");
        assertThat(line.getString("logger")).isEqualTo("test");
        assertThat(line.getString("message")).isEqualTo("gateway_started node=a1 port=3000 ready=true");
        assertThat(line.getString("code")).isEqualTo("gateway_started");
        assertThat(line.getString("node")).isEqualTo("a1");
        assertThat(line.getInteger("port")).isEqualTo(3000);
        assertThat(line.getBoolean("ready")).isTrue();
    }

    @Test
    void othersMessagesAreLeftAsTheyAre() {
        var line = encode("Thread {} has been blocked for {} ms", null, "x", 5);

        assertThat(line.getString("message")).isEqualTo("Thread x has been blocked for 5 ms");
        assertThat(line.containsKey("code")).isFalse();
    }

    @Test
    void aValueCannotForgeAFieldOrALine() {
        var line = encode("connect_failed level={} agent={} reason={}", null, "debug", "a\"}\n{\"x\":1", null);

        assertThat(line.getString("level")).isEqualTo("info");
        assertThat(line.getString("agent")).isEqualTo("a\"}\n{\"x\":1");
        assertThat(line.getString("reason")).isEqualTo("null");
    }

    @Test
    void missingAndSpareValuesDoNoHarm() {
        assertThat(encode("a_code x={} y={}", null, 1).getInteger("x")).isEqualTo(1);
        assertThat(encode("a_code", null, 1, 2).getString("code")).isEqualTo("a_code");
        assertThat(encode("", null).getString("message")).isEmpty();
    }

    @Test
    void aFailureComesWithItsStack() {
        assertThat(encode("event_failed event={}", new IllegalStateException("broken"), "chat:send")
                        .getString("error"))
                .contains("IllegalStateException: broken", "at io.arauto.process.JsonLinesTest");
    }

    private static JsonObject encode(String pattern, @Nullable Throwable failure, @Nullable Object... values) {
        var logger = new LoggerContext().getLogger("test");
        var event = new LoggingEvent("test", logger, Level.INFO, pattern, failure, values);
        var text = new String(new JsonLines().encode(event), UTF_8);
        assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
        return new JsonObject(text);
    }
}
