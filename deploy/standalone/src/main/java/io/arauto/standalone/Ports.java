package io.arauto.standalone;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the ports can be had, before seconds are spent on starting databases. */
final class Ports {

    private static final String ANY_ADDRESS = "0.0.0.0";

    private Ports() {}

    /** Throws {@link ConfigException}, which names the port that is taken and its variable. */
    static void checkFree(Environment environment, Variable... variables) {
        for (var variable : variables) {
            var isClientPort = variable == Variable.SOCKET_PORT;
            check(environment, isClientPort ? environment.text(Variable.SOCKET_HOST) : ANY_ADDRESS, variable);
        }
    }

    private static void check(Environment environment, String host, Variable variable) {
        var port = environment.integer(variable);
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigException("port " + port + " on " + host + " is not free (" + e.getMessage() + "); set "
                    + variable + " to another");
        }
    }
}
