package io.arauto.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Fuzz;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final EventId ID = new EventId(1_763_900_000_123L, 4);
    private static final String TIME = "2025-11-23T12:13:20.123Z";

    @Test
    void idAndTimeStandWhereTheirPlaceholdersStood() {
        var template = "2[\"aviso\",{\"id\":\"%1$s\",\"timestamp\":\"%2$s\",\"text\":\"ação 😀\"},\"%1$s\"]";
        var filled = Template.fill(Buffer.buffer(template.formatted(Template.ID, Template.TIME)), ID);
        assertThat(filled).hasToString(template.formatted("1763900000123-4", TIME));
    }

    @Test
    void whatHasNoPlaceholderStaysAsItIs() {
        assertThat(Template.fill(Buffer.buffer("2[\"aviso\"]"), ID)).hasToString("2[\"aviso\"]");
    }

    @Test
    void placeholdersMayStandAnywhere() {
        Fuzz.tries(draw -> {
            var template = draw.oneOf(
                    draw.textOf("aç" + Template.ID + Template.TIME, 12), draw.text(20) + Template.TIME + Template.ID);
            var expected = template.replace(String.valueOf(Template.ID), ID.toString())
                    .replace(String.valueOf(Template.TIME), TIME);
            var message = ("head " + template).getBytes(UTF_8);
            assertThat(Template.fill(message, 5, ID)).isEqualTo(Buffer.buffer(expected));
        });
    }
}
