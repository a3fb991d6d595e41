package io.arauto.gateway.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it comes from clients: malformed bytes are an error, not U+FFFD. */
final class Utf8 {
    private Utf8() {}

    /** Throws {@link ProtocolException}. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new ProtocolException("not UTF-8");
        }
    }
}
