package io.arauto.standalone;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What the quickstart has to show, once it runs.
 *
 * @param scheme {@code https} when gateways speak TLS
 * @param nodes processes that may be killed; none when all is in one
 */
record Demo(String scheme, int port, String secret, List<Node> nodes) {

    Demo {
        nodes = List.copyOf(nodes);
    }

    String url() {
        return scheme + "://localhost:" + port;
    }

    /** The table that ends the start; its last line is {@code READY} and the address. */
    String table() {
        return """

                  console  %s/
                  tenant   %s
                  secret   %s (HS256: sign more tokens with it)

                %s
                %s
                READY %s""".formatted(
                        url(),
                        DemoUser.TENANT,
                        secret,
                        DemoUser.ALL.stream().map(this::line).collect(joining("\n")),
                        cluster(),
                        url());
    }

    private String cluster() {
        return nodes.isEmpty()
                ? ""
                : """

                  Each of these is a process; kill one and watch its clients go on elsewhere:
                %s
                """.formatted(nodes.stream().map(this::line).collect(joining("\n")));
    }

    private String line(Node node) {
        var clients = node.address().map(address -> scheme + "://" + address).orElse("");
        return "  %-10s %-22s %s/metrics  log %s  kill -9 %d"
                .formatted(node.name(), clients, node.managementUrl(), node.log(), node.pid());
    }

    /** By which the console's start page signs anyone in as a demo user; asked each time, since tokens expire. */
    static JsonObject consoleSettings(String secret) {
        var tokens = new DemoTokens(secret);
        var users = DemoUser.ALL.stream()
                .map(user -> user.claims(Instant.now()).put("token", tokens.issue(user)))
                .toList();
        return new JsonObject()
                .put("demo", new JsonObject().put("tenant", DemoUser.TENANT).put("users", new JsonArray(users)));
    }

    private String line(DemoUser user) {
        var rights = user.isPrincipal() ? "isPrincipal" : String.join(", ", user.permissions());
        return "  %d %-13s %-14s %s".formatted(user.id(), user.username(), rights, new DemoTokens(secret).issue(user));
    }
}
