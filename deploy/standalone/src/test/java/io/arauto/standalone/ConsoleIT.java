package io.arauto.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser; what is done there is written in {@code gateway/src/console/browser-test}. */
class ConsoleIT {
    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    @Test
    void usersDoAllThereIsToDoOverTwoNodesOfWhichOneIsKilled() throws Exception {
        var browser = NodeScript.browser();
        assumeTrue(browser.isPresent(), "the console is not tried out: no Chromium on the PATH");
        var environment = Map.of(
                "CHROMIUM",
                browser.orElseThrow().toString(),
                "NODE_A",
                CLUSTER.nodeA().url(),
                "NODE_B",
                CLUSTER.nodeB().url(),
                "SCREENS",
                Path.of("target", "console").toAbsolutePath().toString(),
                "TOKENS",
                tokens().encode());

        new NodeScript("browser-test/run.mjs", environment).passes(line -> {
            if (line.equals("kill")) {
                CLUSTER.nodeA().kills();
            }
        });
    }

    private static JsonObject tokens() {
        return new JsonObject()
                .put("joao", token(TestUser.of("empresa", "1", "joao.silva", "vendas", "chat"), "João Silva", "Vendas"))
                .put(
                        "maria",
                        token(TestUser.of("empresa", "2", "maria.santos", "vendas", "chat"), "Maria Santos", "Vendas"))
                .put("ana", token(TestUser.principal("empresa", "3", "ana.lima"), "Ana Lima", "Diretoria"))
                .put(
                        "pedro",
                        token(TestUser.of("empresa", "4", "pedro.costa", "estoque", "chat"), "Pedro Costa", "Estoque"));
    }

    private static String token(TestUser user, String name, String department) {
        var claims = user.claims(Duration.ofHours(1)).put("name", name).put("department", department);
        return Tokens.sign(claims, Tokens.SECRET);
    }
}
