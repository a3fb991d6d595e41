package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.StockClient;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {

    @Test
    void whoseGatewayIsKilledGoesOnAtAnotherWithNothingMissedAndAfterSigtermNothingIsLeft(@TempDir Path temporary)
            throws Exception {
        try (var cluster = QuickstartProcess.start(temporary, "--gateways", "3", "--workers", "2")) {
            var processes = cluster.processes();
            try (var maria = client(cluster, "maria.santos");
                    var joao = client(cluster, "joao.silva")) {
                var ids = new ArrayList<String>();
                var home = node(maria);
                assertThat(node(joao)).isNotEqualTo(home);
                ids.add(joao.sendsChat("vendas", "before"));
                maria.awaits("chat:message");

                cluster.kills(home);
                for (var i = 0; i < 20; i++) {
                    ids.add(joao.sendsChat("vendas", "after " + i));
                }

                maria.events().await("chat:message", ids.size());
                assertThat(maria.received("chat:message"))
                        .extracting(Client::id)
                        .containsExactlyElementsOf(ids);
                assertThat(maria.recovered()).isTrue();
                assertThat(node(maria)).isNotEqualTo(home);
                cluster.awaitsNews(home + " (pid ", ") is gone");
            }

            assertThat(cluster.terminates()).isZero();

            Eventually.holds(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void whatWasKilledIsStartedAgainIfAskedForAndNothingOutlivesTheParentsOwnSuddenDeath(@TempDir Path temporary)
            throws Exception {
        try (var cluster = QuickstartProcess.start(temporary, "--gateways", "2", "--restart")) {
            var processes = new ArrayList<>(cluster.processes());

            cluster.kills("gateway-1");
            cluster.kills("worker-1");

            for (var name : new String[] {"gateway-1", "worker-1"}) {
                var pid = cluster.awaitsNews(name + " is started again, pid ", "");
                processes.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
            }
            // Its polls go to either gateway in turn.
            try (var ana = StockClient.connect(cluster.url(), cluster.token("ana.lima"), "polling")) {
                var id = ana.sendsChat("geral", "Bom dia");
                assertThat(ana.awaits("chat:message").getString("id")).isEqualTo(id);
            }

            cluster.dies();

            Eventually.holds(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
            Eventually.holds(() -> assertThat(temporary).isDirectoryNotContaining("glob:**/arauto-*"));
        }
    }

    private static RecoveringClient client(QuickstartProcess cluster, String username) {
        var client = RecoveringClient.connect(cluster.url(), cluster.token(username));
        client.awaits("session");
        return client;
    }

    private static String node(Client client) {
        return String.valueOf(client.received("session").getLast().getString("node"));
    }
}
