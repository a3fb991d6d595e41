package io.arauto.broker.redis;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * Who vouches for a server: its certificate must be signed by one of them, and be for the name or address that it was reached by.
 *
 * @param pem their certificates; empty for all that the JVM trusts
 */
public record Authorities(String pem) {
    public static final Authorities OF_JVM = new Authorities("");

    /** Throws {@link ConfigException}. */
    public static Authorities from(Environment environment) {
        var pem = environment.text(Variable.ARAUTO_REDIS_CA);
        if (!pem.isEmpty() && !holdsCertificates(pem)) {
            throw new ConfigException(Variable.ARAUTO_REDIS_CA + " takes certificates in PEM");
        }
        return new Authorities(pem);
    }

    private static boolean holdsCertificates(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(bytes)
                    .isEmpty();
        } catch (CertificateException _) {
            return false;
        }
    }

    NetClientOptions applyTo(NetClientOptions options) {
        if (!pem.isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)));
        }
        return options.setHostnameVerificationAlgorithm("HTTPS");
    }
}
