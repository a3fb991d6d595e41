package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReconnectStormTest {
    private static final int RATE = 5;
    private static final int CLIENTS = 25;

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_CONNECT_RATE", String.valueOf(RATE)));

    private final String tenant = "t" + System.nanoTime();

    @Test
    void theTooManyAreToldWhenToComeBackAndAllGetInAndMissNothing() throws Exception {
        var sender = NODES.onB(TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"));
        var readers = IntStream.range(2, 2 + CLIENTS)
                .mapToObj(id -> letIn(TestUser.of(tenant, String.valueOf(id), "u" + id, "vendas")))
                .toList();
        readers.forEach(RecoveringClient::dropsItsConnection);
        var id = sender.sendsChat("vendas", "enquanto isso");

        try (var http = HttpClient.newHttpClient()) {
            Eventually.holds(() -> {
                var refused = handshake(http);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 5L);
            });
        }
        readers.forEach(reader -> Thread.ofVirtual().start(() -> reader.reconnectsTo(NODES.a())));

        for (var reader : readers) {
            Eventually.holds(() -> {
                assertThat(reader.recovered()).isTrue();
                assertThat(reader.received("chat:message"))
                        .extracting(message -> message.getString("id"))
                        .containsExactly(id);
            });
        }
    }

    private static RecoveringClient letIn(TestUser user) {
        return Awaitility.await().atMost(Eventually.LIMIT).ignoreExceptions().until(() -> NODES.onA(user), _ -> true);
    }

    private static HttpResponse<String> handshake(HttpClient http) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(NODES.a() + "/socket.io/?EIO=4&transport=polling"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
