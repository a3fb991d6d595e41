package io.arauto.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text as it comes from clients: malformed bytes are an error, not U+FFFD. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Throws {@link ProtocolException}. */
    static String decode(byte[] bytes) {
        // Quick, and lenient: where a replacement is, the bytes may have been malformed or have spelled just that.
        var text = new String(bytes, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
    }

    private static String decodeStrictly(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new ProtocolException("not UTF-8");
        }
    }
}
