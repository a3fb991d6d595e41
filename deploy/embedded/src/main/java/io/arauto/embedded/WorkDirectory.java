package io.arauto.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where one server keeps its data and its log: chosen and kept, or temporary and gone with the server. */
record WorkDirectory(Path path, boolean isTemporary) {

    private static final int LINES_OF_LOG = 10;

    static WorkDirectory of(ServerOptions options, String prefix) {
        var chosen = options.directory();
        try {
            return chosen == null
                    ? new WorkDirectory(Files.createTempDirectory(prefix), true)
                    : new WorkDirectory(Files.createDirectories(chosen), false);
        } catch (IOException e) {
            var parent = chosen == null ? System.getProperty("java.io.tmpdir") : chosen;
            throw new EmbeddedServerException(
                    "cannot create a directory for data in " + parent + ": " + e.getMessage(), e);
        }
    }

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("log");
    }

    @Nullable
    Path removedAtEnd() {
        return isTemporary ? path : null;
    }

    /** The last lines of the log, for the message of a failed start. */
    String logTail() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
