package io.arauto.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate for 127.0.0.1 that an authority of its own has signed, made by the JDK's keytool. */
public final class TestCertificate {
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Key key;
    private final List<Certificate> chain;

    private TestCertificate(Key key, List<Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /** With a key on P-256. */
    public static TestCertificate issue() {
        return issue("-keyalg", "EC", "-groupname", "secp256r1");
    }

    /** @param key as keytool is told of it */
    public static TestCertificate issue(String... key) {
        try {
            var directory = Files.createTempDirectory("test-certificate");
            var store = directory.resolve("store");
            try {
                keytool(store, key, "-alias", "root", "-dname", "CN=root", "-ext", "bc:c");
                keytool(
                        store,
                        key,
                        "-alias",
                        "node",
                        "-dname",
                        "CN=node",
                        "-signer",
                        "root",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost");
                var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
                return new TestCertificate(
                        keys.getKey("node", PASSWORD.toCharArray()), List.of(keys.getCertificateChain("node")));
            } finally {
                Files.deleteIfExists(store);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String[] key, String... options) throws IOException {
        var command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair"),
                        Stream.of("-keystore", store.toString(), "-storepass", PASSWORD, "-validity", "30"),
                        Arrays.stream(key),
                        Arrays.stream(options))
                .flatMap(words -> words)
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The certificate and that of its authority, in PEM. */
    public String chain() {
        return chain.stream()
                .map(certificate -> pem("CERTIFICATE", encoded(certificate)))
                .collect(Collectors.joining());
    }

    /** The private key, in PEM. */
    public String key() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** In two files, as servers are told of it. */
    public PemFiles writeTo(Path directory) {
        try {
            return new PemFiles(
                    Files.writeString(directory.resolve("tls.crt"), chain()),
                    Files.writeString(directory.resolve("tls.key"), key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the certificate is, with that of its authority, and where its key. */
    public record PemFiles(Path certificate, Path key) {
        /** As gateways are told of it. */
        public Map<String, String> settings() {
            return Map.of("ARAUTO_TLS_CERT", certificate.toString(), "ARAUTO_TLS_KEY", key.toString());
        }
    }

    public X509Certificate leaf() {
        return (X509Certificate) chain.getFirst();
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + what + "-----\n";
    }

    /** For clients that trust the authority of this certificate and no other. */
    public SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Trusts the authority of this certificate and no other. */
    public X509TrustManager trust() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("root", chain.getLast());
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
