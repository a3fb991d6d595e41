package io.arauto.standalone;

import io.arauto.config.Variable;
import io.arauto.embedded.FreePort;
import io.vertx.core.net.SocketAddress;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process of the local cluster runs, and where it is reached on the loopback interface.
 *
 * @param port where clients connect; 0 for a worker, which has none
 */
record NodeProgram(String name, Class<?> main, int port, int managementPort) {

    private static final String LOOPBACK = "127.0.0.1";

    static NodeProgram gateway(int number) {
        return new NodeProgram("gateway-" + number, DemoGateway.class, FreePort.find(), FreePort.find());
    }

    static NodeProgram worker(int number) {
        return new NodeProgram("worker-" + number, io.arauto.worker.Main.class, 0, FreePort.find());
    }

    /**
     * Of the same Java, class path and JVM arguments as this process.
     *
     * @param temporary where it leaves what it would clean up itself, were it not killed
     */
    List<String> command(Path temporary) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(runtime.getInputArguments());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", runtime.getClassPath(), main.getName()));
        return command;
    }

    /** @param common names Redis, Postgres and the key of tokens */
    Map<String, String> environment(Map<String, String> common) {
        var own = new HashMap<>(common);
        own.put(Variable.ARAUTO_NODE.name(), name);
        own.put(Variable.ARAUTO_NODE_HOST.name(), LOOPBACK);
        own.put(Variable.SOCKET_HOST.name(), LOOPBACK);
        own.put(Variable.SOCKET_PORT.name(), String.valueOf(port));
        own.put(Variable.ARAUTO_MANAGEMENT_PORT.name(), String.valueOf(managementPort));
        return own;
    }

    /** Where clients connect to it; nobody connects to a worker. */
    Optional<SocketAddress> address() {
        return port == 0 ? Optional.empty() : Optional.of(SocketAddress.inetSocketAddress(port, LOOPBACK));
    }

    String managementUrl() {
        return "http://" + LOOPBACK + ":" + managementPort;
    }
}
