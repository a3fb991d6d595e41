package io.arauto.standalone;

import io.arauto.testkit.RoundRobin;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stock JavaScript clients, unchanged; what they do is written in {@code gateway/src/console/client-test}. */
class StockClientsIT {
    @RegisterExtension
    static final Cluster CLUSTER = new Cluster(Map.of("ARAUTO_PERMESSAGE_DEFLATE", "on"));

    /** In a browser, too, where there is one. */
    @Test
    void theyNeedNoAffinityWithAnyOfTheirOptions() throws Exception {
        try (var balancer =
                RoundRobin.over(CLUSTER.nodeA().url(), CLUSTER.nodeB().url())) {
            var environment = new HashMap<>(Map.of("URL", balancer.url(), "TOKENS", tokens().encode()));
            NodeScript.browser().map(Path::toString).ifPresent(path -> environment.put("CHROMIUM", path));

            new NodeScript("client-test/run.mjs", environment).passes(line -> {
                if (line.equals("kill a")) {
                    CLUSTER.nodeA().kills();
                }
            });
        }
    }

    private static JsonObject tokens() {
        return new JsonObject()
                .put(
                        "joao",
                        TestUser.of("empresa", "1", "joao.silva", "vendas", "chat")
                                .token())
                .put(
                        "maria",
                        TestUser.of("empresa", "2", "maria.santos", "vendas", "chat")
                                .token());
    }
}
