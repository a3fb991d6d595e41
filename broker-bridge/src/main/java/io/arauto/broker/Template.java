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

    private static final int ROOM = 64;

    private Template() {}

    /** The packet of the event that has that id. */
    public static Buffer fill(Buffer template, EventId id) {
        var bytes = template.getBytes();
        var filled = Buffer.buffer(bytes.length + ROOM);
        var copied = 0;
        for (var index = 0; index < bytes.length; index++) {
            if (bytes[index] == ID || bytes[index] == TIME) {
                var value = bytes[index] == ID ? id.toString() : Timestamps.text(id.millis());
                filled.appendBytes(bytes, copied, index - copied)
                        .appendBytes(value.getBytes(StandardCharsets.US_ASCII));
                copied = index + 1;
            }
        }
        return filled.appendBytes(bytes, copied, bytes.length - copied);
    }
}
