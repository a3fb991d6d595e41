package io.arauto.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;

/**
 * The packet of an event before it has an id: U+0001 stands where the id goes, U+0002 where its time goes, characters that JSON text never
 * contains. Redis, which gives the id, passes the packet on as it is; who reads it fills it.
 */
public final class Template {
    /** Where the id goes. */
    public static final char ID = '\u0001';
    /** Where the time of the event goes, as {@link Timestamps} has it. */
    public static final char TIME = '\u0002';

    /** What a packet grows by, as a rule. */
    private static final int ROOM = 64;

    private Template() {}

    /** The packet of the event that has that id. */
    public static Buffer fill(Buffer template, EventId id) {
        return fill(template.getBytes(), 0, id);
    }

    /** As {@link #fill(Buffer, EventId)}, of a template that begins there. */
    static Buffer fill(byte[] template, int from, EventId id) {
        // Its bytes as characters, none of which UTF-8 splits: the JVM searches those several at a time.
        var text = new String(template, from, template.length - from, ISO_8859_1);
        var filled = Buffer.buffer(text.length() + ROOM);
        var copied = 0;
        for (var hole = next(text, 0); hole < text.length(); hole = next(text, copied)) {
            var value = text.charAt(hole) == ID ? id.toString() : Timestamps.text(id.millis());
            filled.appendBytes(template, from + copied, hole - copied).appendBytes(value.getBytes(ISO_8859_1));
            copied = hole + 1;
        }
        return filled.appendBytes(template, from + copied, text.length() - copied);
    }

    private static int next(String text, int from) {
        var id = text.indexOf(ID, from);
        var time = text.indexOf(TIME, from, id < 0 ? text.length() : id);
        return time >= 0 ? time : id >= 0 ? id : text.length();
    }
}
