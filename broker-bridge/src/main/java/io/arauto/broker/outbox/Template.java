package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Fills the body of an outbox entry as the publish script filled the packets: U+0001 id, U+0002 time, U+0003 ordinal. */
final class Template {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int PLACEHOLDERS = 3;

    private Template() {}

    static Buffer fill(byte[] body, EventId id, @Nullable Long ordinal) {
        var filled = Buffer.buffer(body.length + 64);
        var copied = 0;
        for (var index = 0; index < body.length; index++) {
            if (body[index] >= 1 && body[index] <= PLACEHOLDERS) {
                filled.appendBytes(body, copied, index - copied).appendBytes(value(body[index], id, ordinal));
                copied = index + 1;
            }
        }
        return filled.appendBytes(body, copied, body.length - copied);
    }

    private static byte[] value(byte placeholder, EventId id, @Nullable Long ordinal) {
        var value = switch (placeholder) {
            case 1 -> id.toString();
            case 2 -> RFC_3339.format(id.time());
            default -> ordinal == null ? "" : ordinal.toString();
        };
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
