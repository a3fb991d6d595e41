package io.arauto.standalone;

import io.arauto.config.Variable;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;

/** A gateway as a process of its own, configured by the environment, whose console signs anyone in as a demo user. */
final class DemoGateway {

    private DemoGateway() {}

    public static void main(String[] arguments) {
        Launcher.run((vertx, environment) -> {
            var secret = environment.text(Variable.ARAUTO_JWT_SECRET);
            return Gateway.create(vertx, GatewayConfig.from(environment), () -> Demo.consoleSettings(secret));
        });
    }
}
