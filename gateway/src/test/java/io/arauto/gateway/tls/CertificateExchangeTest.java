package io.arauto.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RoundRobin;
import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestCertificate;
import io.arauto.testkit.TestUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files change while clients are connected. */
class CertificateExchangeTest {
    private static final TestCertificate OLD = TestCertificate.issue();
    private static final TestCertificate NEW = TestCertificate.issue();
    private static final TlsFiles FILES = TlsFiles.of(OLD);

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(FILES.settings());

    private final HttpClient plain = HttpClient.newHttpClient();
    private final TestUser joao = TestUser.of("acme", "1", "joao.silva", "vendas", "chat");

    @Test
    void aBrokenCertificateIsRefusedAndAGoodOneIsShownToWhoConnectsFromThenOn() throws Exception {
        assertThat(metrics())
                .contains("arauto_certificate_expires " + expiry(OLD))
                .contains("arauto_certificate_refused_total 0.0");
        try (var balancer = RoundRobin.over(NODES.a());
                var before = connect(balancer, OLD)) {
            FILES.write("-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n", OLD.key());
            Eventually.holds(() -> assertThat(metrics()).contains("arauto_certificate_refused_total 1.0"));
            assertThat(shown(NODES.a(), OLD)).isEqualTo(OLD.leaf());

            FILES.write(NEW.chain(), NEW.key());
            Eventually.isTrue("both show the new one", () -> shows(NODES.a(), NEW) && shows(NODES.b(), NEW));

            assertThat(before.sendsChat("vendas", "ainda aqui")).isNotEmpty();
            assertThat(metrics()).contains("arauto_certificate_expires " + expiry(NEW));
        }
        try (var balancer = RoundRobin.over(NODES.a(), NODES.b());
                var after = connect(balancer, NEW)) {
            assertThat(after.sendsChat("vendas", "de novo")).isNotEmpty();
        }
        assertThat(http(NEW)
                        .send(
                                HttpRequest.newBuilder(URI.create(NODES.a() + "/openapi.yaml"))
                                        .build(),
                                BodyHandlers.discarding())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_2);
    }

    /** Which polls, so that half of its requests are passed on when there are two nodes. */
    private StockClient connect(RoundRobin balancer, TestCertificate trusted) {
        return StockClient.connect(balancer.url().replace("http:", "https:"), trusted, joao.token(), "polling");
    }

    private static boolean shows(String url, TestCertificate certificate) throws IOException {
        try {
            return shown(url, certificate).equals(certificate.leaf());
        } catch (SSLException notTrusted) {
            return false;
        }
    }

    private static Certificate shown(String url, TestCertificate trusted) throws IOException {
        var address = URI.create(url);
        try (var socket =
                (SSLSocket) trusted.trusting().getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static HttpClient http(TestCertificate trusted) {
        return HttpClient.newBuilder().sslContext(trusted.trusting()).build();
    }

    /** As Prometheus writes large numbers. */
    private static String expiry(TestCertificate certificate) {
        return Double.toString(
                (double) certificate.leaf().getNotAfter().toInstant().getEpochSecond());
    }

    private String metrics() throws IOException, InterruptedException {
        var address = URI.create(NODES.management(0) + "/metrics");
        return plain.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
