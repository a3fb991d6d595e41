package io.arauto.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker to run the servers of the tests in. */
final class Docker {

    private static final boolean ANSWERS = isConfigured() && answers();

    private Docker() {}

    static boolean isAvailable() {
        return ANSWERS;
    }

    /** Looked at first: without it Testcontainers searches for seconds and then logs an error. */
    private static boolean isConfigured() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static boolean answers() {
        for (var name : new String[] {"org.testcontainers", "tc", "com.github.dockerjava"}) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
