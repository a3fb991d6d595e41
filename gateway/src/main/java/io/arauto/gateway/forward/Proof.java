package io.arauto.gateway.forward;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How nodes prove themselves to each other: a request is signed with the key of the node that it is for, and so is the answer, over the
 * request's signature. The keys are in Redis, so who knows one is of the deployment; they never go over the wire between nodes. So no client
 * passes for a node, and an address that was a node's and has become somebody else's learns nothing and can answer nothing.
 */
final class Proof {
    static final String REQUEST = "Arauto-Forward";
    static final String ANSWER = "Arauto-Forwarded";

    /** For how long a signed request is good. */
    private static final Duration VALIDITY = Duration.ofSeconds(60);

    private static final String ALGORITHM = "HmacSHA256";

    private final InstantSource clock;

    /** @param clock that of all nodes */
    Proof(InstantSource clock) {
        this.clock = clock;
    }

    /** The value of {@link #REQUEST}: {@code <seconds>.<signature>}. */
    String ofRequest(String key, String method, String uri) {
        var time = Long.toString(clock.instant().getEpochSecond());
        return time + '.' + sign(key, time + ' ' + method + ' ' + uri);
    }

    /** Whether a request carries one that was made with this key, and not long ago. */
    boolean isIn(HttpServerRequest request, String key) {
        var parts = String.valueOf(request.getHeader(REQUEST)).split("\\.", -1);
        return parts.length == 2
                && isFresh(parts[0])
                && same(sign(key, parts[0] + ' ' + request.method() + ' ' + Target.of(request)), parts[1]);
    }

    /** The value of {@link #ANSWER} for a request that carried {@code request}. */
    String ofAnswer(String key, String request) {
        return sign(key, "answer " + request);
    }

    boolean isOfAnswer(String key, String request, @Nullable String proof) {
        return proof != null && same(ofAnswer(key, request), proof);
    }

    private boolean isFresh(String time) {
        try {
            return Math.abs(clock.instant().getEpochSecond() - Long.parseLong(time)) <= VALIDITY.toSeconds();
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
