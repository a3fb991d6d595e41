package io.arauto.testkit;

import io.arauto.embedded.FreePort;
import io.arauto.embedded.RedisServer;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Redis in a container, on a port of the host that stays the same over restarts. */
final class ContainerRedis implements RedisServer {

    private static final DockerImageName IMAGE = DockerImageName.parse("redis:7.2-alpine");

    private final int port = FreePort.find();
    private final GenericContainer<?> container;

    ContainerRedis(List<String> arguments) {
        var command = new ArrayList<>(List.of("redis-server", "--appendonly", "yes", "--appendfsync", "everysec"));
        command.addAll(List.of("--save", "", "--maxmemory-policy", "noeviction"));
        command.addAll(arguments);
        container = new GenericContainer<>(IMAGE).withCommand(command.toArray(String[]::new));
        container.setPortBindings(List.of(port + ":6379"));
        container.start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void suspend() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Eventually.isTrue("Redis answers", this::answers);
    }

    private boolean answers() {
        try {
            return container
                    .execInContainer("redis-cli", "ping")
                    .getStdout()
                    .strip()
                    .equals("PONG");
        } catch (Exception e) {
            return false;
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
