package io.arauto.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenantMetricsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_METRICS_TENANTS", "1"));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void onlyTheTenantsWithTheMostSessionsAreToldOf() throws Exception {
        NODES.onA(TestUser.of("small", "1", "ana.lima", "chat"));
        NODES.onA(TestUser.of("large", "1", "joao.silva", "chat"));
        var maria = NODES.onA(TestUser.of("large", "2", "maria.santos", "chat"));

        maria.sendsChat("geral", "oi");

        Eventually.holds(() -> assertThat(metrics())
                .contains("arauto_tenant_sessions{tenant=\"large\"} 2.0")
                .contains("arauto_tenant_published{tenant=\"large\"} ")
                .doesNotContain("tenant=\"small\""));

        NODES.closeClients();
        Eventually.holds(() -> assertThat(metrics()).doesNotContain("tenant=\"large\"} 2.0"));
    }

    private String metrics() throws IOException, InterruptedException {
        var address = URI.create(NODES.management(0) + "/metrics");
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
