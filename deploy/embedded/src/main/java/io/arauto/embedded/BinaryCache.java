package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the servers' binaries are kept once unpacked, one directory a user: {@code $XDG_CACHE_HOME/arauto}, else
 * {@code ~/.cache/arauto}. Entries are named by version, appear complete or not at all, and may be deleted at any time.
 */
final class BinaryCache {

    /** Writes one entry, a file or a directory, to a path that does not exist yet. */
    interface Unpacking {
        void to(Path target) throws IOException;
    }

    private final Path directory;

    private BinaryCache(Path directory) {
        this.directory = directory;
    }

    static BinaryCache ofUser(Map<String, String> environment) {
        var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        var base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new BinaryCache(base.resolve("arauto"));
    }

    /** The path of the entry, unpacked now if it was not there. */
    Path entry(String name, Unpacking unpacking) {
        var entry = directory.resolve(name);
        if (Files.exists(entry)) {
            return entry;
        }
        try {
            Files.createDirectories(directory);
            var work = Files.createTempDirectory(directory, "unpacking-");
            try {
                var unpacked = work.resolve(name);
                unpacking.to(unpacked);
                move(unpacked, entry);
            } finally {
                Directories.delete(work);
            }
            return entry;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "cannot unpack " + name + " into " + directory
                            + " (set XDG_CACHE_HOME to a directory that can be written to): " + e,
                    e);
        }
    }

    /** Another process may have been faster: then its entry, which is the same, stands. */
    private static void move(Path unpacked, Path entry) throws IOException {
        try {
            Files.move(unpacked, entry, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.exists(entry)) {
                throw e;
            }
        }
    }
}
