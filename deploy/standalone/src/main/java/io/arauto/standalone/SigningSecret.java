package io.arauto.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the demo's tokens are signed with: drawn at random, so that nobody else can know it. */
final class SigningSecret {

    private static final int BYTES = 32;

    private SigningSecret() {}

    /** The one kept with the data, so that tokens outlive a restart; a new one if there is none. */
    static String of(@Nullable Path data) {
        if (data == null) {
            return draw();
        }
        var file = data.resolve("secret");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, draw());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep the secret in " + file + ": " + e, e);
        }
    }

    private static String draw() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
