package io.arauto.gateway.tls;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where certificate and key are, in PEM; what is there may change while the node runs. */
public record CertificateFiles(Path certificate, Path key) {
    /** What the files hold, not yet looked at. */
    record Contents(Buffer certificate, Buffer key) {}

    /** Empty when the client port is to speak plain text. Throws {@link ConfigException} when only one of both is named. */
    public static Optional<CertificateFiles> from(Environment environment) {
        var certificate = environment.optional(Variable.ARAUTO_TLS_CERT);
        var key = environment.optional(Variable.ARAUTO_TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException(
                    (key.isPresent() ? Variable.ARAUTO_TLS_CERT : Variable.ARAUTO_TLS_KEY) + " is required: "
                            + (key.isPresent() ? Variable.ARAUTO_TLS_KEY : Variable.ARAUTO_TLS_CERT)
                            + " is set, and TLS needs both");
        }
        return certificate.map(path -> new CertificateFiles(
                path(Variable.ARAUTO_TLS_CERT, path), path(Variable.ARAUTO_TLS_KEY, key.orElseThrow())));
    }

    /** Throws {@link ConfigException}. Reads from the disk. */
    Contents read() {
        return new Contents(read(Variable.ARAUTO_TLS_CERT, certificate), read(Variable.ARAUTO_TLS_KEY, key));
    }

    private static Buffer read(Variable variable, Path path) {
        try {
            return Buffer.buffer(Files.readAllBytes(path));
        } catch (IOException _) {
            throw unreadable(variable);
        }
    }

    private static Path path(Variable variable, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw unreadable(variable);
        }
    }

    private static ConfigException unreadable(Variable variable) {
        return new ConfigException(variable + " takes the path of a readable file");
    }
}
