package io.arauto.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the whole project, found from whichever module's tests run. */
public final class ProjectRoot {

    private ProjectRoot() {}

    public static Path directory() {
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("persistence-worker/pom.xml"))) {
                return directory;
            }
        }
        throw new IllegalStateException("not inside the project");
    }
}
