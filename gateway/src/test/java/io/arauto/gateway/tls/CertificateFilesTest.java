package io.arauto.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.testkit.TestCertificate;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
    private static final String WRONG_KEY =
            "ARAUTO_TLS_KEY takes the private key of the first certificate in ARAUTO_TLS_CERT: PEM, RSA or EC, without a password";

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestCertificate ONE = TestCertificate.issue();
    private static final TestCertificate OTHER = TestCertificate.issue("-keyalg", "RSA", "-keysize", "2048");

    @TempDir
    Path directory = Path.of(".");

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void plainTextIsSpokenUnlessBothAreNamed() {
        assertThat(CertificateFiles.from(Environment.of(Map.of()))).isEmpty();
        assertThatThrownBy(() -> CertificateFiles.from(Environment.of(Map.of("ARAUTO_TLS_CERT", "/c"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("ARAUTO_TLS_KEY is required: ARAUTO_TLS_CERT is set, and TLS needs both");
        assertThatThrownBy(() -> CertificateFiles.from(Environment.of(Map.of("ARAUTO_TLS_KEY", "/k"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("ARAUTO_TLS_CERT is required: ARAUTO_TLS_KEY is set, and TLS needs both");
    }

    @Test
    void bothKindsOfKeysAreTaken() throws IOException {
        for (var certificate : new TestCertificate[] {ONE, OTHER}) {
            assertThat(read(certificate.chain(), certificate.key()).leaf()).isEqualTo(certificate.leaf());
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused("ARAUTO_TLS_CERT takes the path of a readable file", () -> files().read());
        assertRefused("ARAUTO_TLS_KEY takes the path of a readable file", () -> {
            Files.writeString(files().certificate(), ONE.chain());
            files().read();
        });
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        for (var garbage : new String[] {
            "", "x", ONE.key(), ONE.chain().replaceFirst("MII", "MIX"), "-----BEGIN CERTIFICATE-----\n"
        }) {
            assertRefused(
                    "ARAUTO_TLS_CERT takes a certificate in PEM, followed by those that it was signed with",
                    () -> read(garbage, ONE.key()));
        }
    }

    @Test
    void whatIsNoPlainPrivateKeyIsRefusedAndNotShown() {
        for (var garbage : new String[] {
            "",
            "hunter2",
            ONE.chain(),
            ONE.key().replace("PRIVATE", "ENCRYPTED PRIVATE"),
            ONE.key().replaceFirst("\nM", "\nX")
        }) {
            assertRefused(WRONG_KEY, () -> read(ONE.chain(), garbage));
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        var again = TestCertificate.issue();
        for (var key : new String[] {again.key(), OTHER.key()}) {
            assertRefused(WRONG_KEY, () -> read(ONE.chain(), key));
        }
    }

    private ServerCertificate read(String certificate, String key) throws IOException {
        Files.writeString(files().certificate(), certificate);
        Files.writeString(files().key(), key);
        return ServerCertificate.of(VERTX, files().read());
    }

    private CertificateFiles files() {
        return new CertificateFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    }

    private static void assertRefused(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(ConfigException.class).hasMessage(message);
    }
}
