package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The packet of an event before it has an id: U+0001 stands where the id goes, U+0002 where its time goes, characters that JSON text never
 * contains. Redis, which gives the id, passes the packet on as it is; who reads it fills it.
 */
public final class Template {
    /** Where the id goes. */
    public static final char ID = '\u0001';
    /** Where the time of the event goes, as {@link Timestamps} has it. */
    public static final char TIME = '\u0002';

    private Template() {}

    /** The packet of the event that has that id. */
    public static Buffer fill(Buffer template, EventId id) {
        return fill(template.getBytes(), 0, id);
    }

    /** As {@link #fill(Buffer, EventId)}, of a template that begins there. */
    static Buffer fill(byte[] template, int from, EventId id) {
        var idText = id.toString().getBytes(StandardCharsets.US_ASCII);
        var timeText = Timestamps.text(id.millis()).getBytes(StandardCharsets.US_ASCII);
        var length = template.length - from;
        for (var index = from; index < template.length; index++) {
            length += switch (template[index]) {
                case ID -> idText.length - 1;
                case TIME -> timeText.length - 1;
                default -> 0;
            };
        }
        var filled = new byte[length];
        var end = 0;
        for (var index = from; index < template.length; index++) {
            switch (template[index]) {
                case ID -> {
                    System.arraycopy(idText, 0, filled, end, idText.length);
                    end += idText.length;
                }
                case TIME -> {
                    System.arraycopy(timeText, 0, filled, end, timeText.length);
                    end += timeText.length;
                }
                default -> filled[end++] = template[index];
            }
        }
        return Buffer.buffer(filled);
    }
}
