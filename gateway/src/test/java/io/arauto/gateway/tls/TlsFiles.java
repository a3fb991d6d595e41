package io.arauto.gateway.tls;

import io.arauto.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two files of a node, for as long as the tests run. */
final class TlsFiles {
    private final Path certificate = file();
    private final Path key = file();

    static TlsFiles of(TestCertificate content) {
        var files = new TlsFiles();
        files.write(content.chain(), content.key());
        return files;
    }

    void write(String newCertificate, String newKey) {
        try {
            Files.writeString(certificate, newCertificate);
            Files.writeString(key, newKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> settings() {
        return Map.of("ARAUTO_TLS_CERT", certificate.toString(), "ARAUTO_TLS_KEY", key.toString());
    }

    private static Path file() {
        try {
            var file = Files.createTempFile("tls", ".pem");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
