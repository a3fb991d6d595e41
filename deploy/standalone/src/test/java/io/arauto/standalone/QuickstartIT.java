package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.StockClient;
import io.vertx.core.json.JsonObject;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {

    @Test
    void twoDemoUsersChatAndAfterSigtermNothingIsLeft(@TempDir Path temporary) throws Exception {
        try (var quickstart = QuickstartProcess.start(temporary)) {
            try (var joao = StockClient.connect(quickstart.url(), quickstart.token("joao.silva"));
                    var maria = StockClient.connect(quickstart.url(), quickstart.token("maria.santos"));
                    var pedro = StockClient.connect(quickstart.url(), quickstart.token("pedro.costa"))) {
                var id = joao.sendsChat("vendas", "Nova venda");

                var message = maria.awaits("chat:message");
                assertThat(message.getString("id")).isEqualTo(id);
                assertThat(message.getString("text")).isEqualTo("Nova venda");
                assertThat(message.getJsonObject("from").getString("username")).isEqualTo("joao.silva");
                var refused = pedro.isRefused("chat:history", new JsonObject().put("channel", "vendas"));
                assertThat(refused.getString("code")).isEqualTo("forbidden");
                assertThat(pedro.received("chat:message")).isEmpty();
                var history = maria.asks("chat:history", new JsonObject().put("channel", "vendas"));
                assertThat(history.getJsonArray("messages").getJsonObject(0).getString("id"))
                        .isEqualTo(id);
            }
            var processes = quickstart.processes();
            assertThat(processes).hasSizeGreaterThan(4);

            assertThat(quickstart.terminates()).isZero();

            Eventually.holds(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void withADataDirectoryMessagesAndTokensOutliveARestart(@TempDir Path temporary, @TempDir Path data)
            throws Exception {
        String token;
        String id;
        try (var quickstart = QuickstartProcess.start(temporary, "--data", data.toString())) {
            token = quickstart.token("joao.silva");
            try (var joao = StockClient.connect(quickstart.url(), token)) {
                id = joao.sendsChat("geral", "fica");
            }
            quickstart.terminates();
        }
        try (var quickstart = QuickstartProcess.start(temporary, "--data", data.toString());
                var joao = StockClient.connect(quickstart.url(), token)) {
            var history = joao.asks("chat:history", new JsonObject().put("channel", "geral"));

            assertThat(history.getJsonArray("messages").getJsonObject(0).getString("id"))
                    .isEqualTo(id);
            quickstart.terminates();
        }
    }

    @Test
    void aPortThatIsTakenEndsItBeforeAnythingIsStarted(@TempDir Path temporary) throws Exception {
        try (var taken = new ServerSocket(0)) {
            var process =
                    QuickstartProcess.launch(temporary, Map.of("SOCKET_PORT", String.valueOf(taken.getLocalPort())));

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(process.errorReader().lines())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()), "SOCKET_PORT");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void aWrongArgumentIsOneLineAndAStatus(@TempDir Path temporary) throws Exception {
        var process = QuickstartProcess.launch(temporary, Map.of(), "--gateway");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.errorReader().lines())
                .containsExactly("unknown argument --gateway; ./run --help tells what there is");
    }
}
