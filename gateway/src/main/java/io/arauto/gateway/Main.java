package io.arauto.gateway;

import io.arauto.process.Launcher;

/** Starts one gateway node, configured by the environment. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Launcher.run((vertx, environment) -> Gateway.create(vertx, GatewayConfig.from(environment)));
    }
}
