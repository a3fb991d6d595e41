package io.arauto.gateway.tls;

import io.arauto.config.ConfigException;
import io.arauto.config.Variable;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/** A certificate, those that it was signed with, and its private key. */
public record ServerCertificate(X509Certificate leaf, PemKeyCertOptions pem) {
    private static final byte[] SAMPLE = {1};

    /** Throws {@link ConfigException} when they can't be used, also when they do not belong together. */
    static ServerCertificate of(Vertx vertx, CertificateFiles.Contents contents) {
        var leaf = leaf(contents);
        var pem = new PemKeyCertOptions().addCertValue(contents.certificate()).addKeyValue(contents.key());
        if (key(vertx, pem).filter(key -> belongTogether(leaf, key)).isEmpty()) {
            throw new ConfigException(Variable.ARAUTO_TLS_KEY + " takes the private key of the first certificate in "
                    + Variable.ARAUTO_TLS_CERT + ": PEM, RSA or EC, without a password");
        }
        return new ServerCertificate(leaf, pem);
    }

    private static X509Certificate leaf(CertificateFiles.Contents contents) {
        try {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(contents.certificate().getBytes()));
            if (chain.stream().findFirst().orElse(null) instanceof X509Certificate leaf) {
                return leaf;
            }
        } catch (GeneralSecurityException _) {
            throw noCertificate();
        }
        throw noCertificate();
    }

    private static ConfigException noCertificate() {
        return new ConfigException(
                Variable.ARAUTO_TLS_CERT + " takes a certificate in PEM, followed by those that it was signed with");
    }

    /** As Vert.x will read it: PKCS#8, and what OpenSSL wrote before. It throws all kinds of things at what is none of them. */
    private static Optional<PrivateKey> key(Vertx vertx, PemKeyCertOptions pem) {
        try {
            return Arrays.stream(pem.getKeyManagerFactory(vertx).getKeyManagers())
                    .filter(X509KeyManager.class::isInstance)
                    .map(X509KeyManager.class::cast)
                    .flatMap(manager -> Arrays.stream(new String[] {"RSA", "EC"})
                            .map(type -> manager.chooseServerAlias(type, null, null))
                            .filter(Objects::nonNull)
                            .map(manager::getPrivateKey))
                    .findFirst();
        } catch (Exception _) {
            return Optional.empty();
        }
    }

    private static boolean belongTogether(X509Certificate leaf, PrivateKey key) {
        try {
            var algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SAMPLE);
            var signed = signature.sign();
            signature.initVerify(leaf.getPublicKey());
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** By which other nodes know it: SHA-256 of the certificate, in hexadecimal digits. */
    public String fingerprint() {
        return fingerprint(leaf);
    }

    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException broken) {
            return "";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Instant expires() {
        return leaf.getNotAfter().toInstant();
    }
}
