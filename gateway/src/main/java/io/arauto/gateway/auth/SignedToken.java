package io.arauto.gateway.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/** A JWT (RFC 7519) in compact form, taken apart. Nothing that it says is to be believed before its signature is checked. */
final class SignedToken {
    private static final int LONGEST = 16_384;

    private final String text;
    private final JsonObject header;
    private final byte[] content;
    private final byte[] payload;
    private final byte[] signature;

    private SignedToken(String text, JsonObject header, byte[] content, byte[] payload, byte[] signature) {
        this.text = text;
        this.header = header;
        this.content = content;
        this.payload = payload;
        this.signature = signature;
    }

    /** Throws {@link TokenRefused} for what is no signed JWT at all, or wants extensions that we do not know. */
    static SignedToken parse(String token) {
        if (token.isBlank()) {
            throw new TokenRefused(Code.TOKEN_MISSING, "no token");
        }
        var headerEnd = token.indexOf('.');
        var payloadEnd = token.lastIndexOf('.');
        if (token.length() > LONGEST || headerEnd == payloadEnd) {
            throw malformed();
        }
        try {
            var parsed = new SignedToken(
                    token,
                    new JsonObject(Buffer.buffer(decode(token, 0, headerEnd))),
                    token.substring(0, payloadEnd).getBytes(ISO_8859_1),
                    decode(token, headerEnd + 1, payloadEnd),
                    decode(token, payloadEnd + 1, token.length()));
            if (parsed.header.containsKey("crit")) {
                throw malformed();
            }
            return parsed;
        } catch (IllegalArgumentException | DecodeException _) {
            throw malformed();
        }
    }

    /** As it came. */
    String text() {
        return text;
    }

    /** Empty when the header names none, or names it by anything but text. */
    Optional<String> algorithm() {
        return text("alg");
    }

    Optional<String> keyId() {
        return text("kid");
    }

    boolean isSignedBy(SigningKey key) {
        return key.hasSigned(content, signature);
    }

    /** To be asked for after the signature was found good. */
    JsonObject claims() {
        try {
            return new JsonObject(Buffer.buffer(payload));
        } catch (DecodeException _) {
            throw malformed();
        }
    }

    private Optional<String> text(String parameter) {
        return header.getValue(parameter) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static byte[] decode(String token, int start, int end) {
        return Base64.getUrlDecoder().decode(token.substring(start, end));
    }

    private static TokenRefused malformed() {
        return new TokenRefused(Code.TOKEN_INVALID, "not a signed JWT");
    }
}
