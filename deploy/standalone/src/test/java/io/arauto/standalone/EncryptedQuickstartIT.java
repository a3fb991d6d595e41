package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quickstart with a certificate: alone, and as a cluster whose balancer passes on what it can't read. */
class EncryptedQuickstartIT {
    private static final TestCertificate CERTIFICATE = TestCertificate.issue();

    @TempDir
    private Path temporary;

    @TempDir
    private Path certificates;

    @Test
    void alone() throws Exception {
        works();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void asACluster(String gateways) throws Exception {
        works("--gateways", gateways);
    }

    private void works(String... arguments) throws Exception {
        var files = CERTIFICATE.writeTo(certificates);
        try (var quickstart = QuickstartProcess.start(temporary, files.settings(), arguments)) {
            assertThat(quickstart.url()).startsWith("https://");
            assertThat(description(quickstart.url())).startsWith("openapi:");
            // The requests of one that polls go to each gateway in turn, and from there to the one that has it.
            try (var joao = StockClient.connect(quickstart.url(), CERTIFICATE, quickstart.token("joao.silva"));
                    var maria = StockClient.connect(
                            quickstart.url(), CERTIFICATE, quickstart.token("maria.santos"), "polling")) {
                var id = joao.sendsChat("vendas", "Nova venda");

                assertThat(maria.awaits("chat:message").getString("id")).isEqualTo(id);
            }
            assertThat(quickstart.terminates()).isZero();
        }
    }

    private static String description(String url) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(CERTIFICATE.trusting())
                .build()
                .send(HttpRequest.newBuilder(URI.create(url + "/openapi.yaml")).build(), BodyHandlers.ofString())
                .body();
    }
}
