package io.arauto.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues tokens, good ones and bad ones, with nothing but the JDK. */
final class Signer {
    private final KeyPair pair;
    private final String id;

    private Signer(KeyPair pair, String id) {
        this.pair = pair;
        this.id = id;
    }

    static Signer rsa(String id, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return new Signer(generator.generateKeyPair(), id);
    }

    static Signer rsa(String id) throws GeneralSecurityException {
        return rsa(id, 2_048);
    }

    static Signer ec(String id, String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return new Signer(generator.generateKeyPair(), id);
    }

    static Signer ec(String id) throws GeneralSecurityException {
        return ec(id, "secp256r1");
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    String pem() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(publicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    JsonObject jwk() {
        var jwk = new JsonObject().put("kid", id).put("use", "sig");
        return switch (publicKey()) {
            case RSAPublicKey rsa ->
                jwk.put("kty", "RSA").put("n", number(rsa.getModulus())).put("e", number(rsa.getPublicExponent()));
            case ECPublicKey ec ->
                jwk.put("kty", "EC")
                        .put("crv", "P-256")
                        .put("x", number(ec.getW().getAffineX()))
                        .put("y", number(ec.getW().getAffineY()));
            default -> throw new IllegalStateException();
        };
    }

    static JsonObject set(Signer... signers) {
        var keys = new JsonArray();
        for (var signer : signers) {
            keys.add(signer.jwk());
        }
        return new JsonObject().put("keys", keys);
    }

    String token(JsonObject claims) throws GeneralSecurityException {
        var header = new JsonObject().put("alg", isRsa() ? "RS256" : "ES256").put("kid", id);
        return sign(isRsa() ? "SHA256withRSA" : "SHA256withECDSAinP1363Format", content(header, claims));
    }

    /** @param scheme as the JDK calls it */
    String sign(String scheme, String content) throws GeneralSecurityException {
        var signature = Signature.getInstance(scheme);
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(UTF_8));
        return content + '.' + base64(signature.sign());
    }

    static String hmac(String secret, String content) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return content + '.' + base64(mac.doFinal(content.getBytes(UTF_8)));
    }

    static String content(JsonObject header, JsonObject claims) {
        return content(header, claims.encode());
    }

    static String content(JsonObject header, String payload) {
        return base64(header.encode().getBytes(UTF_8)) + '.' + base64(payload.getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private boolean isRsa() {
        return publicKey() instanceof RSAPublicKey;
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
    }
}
