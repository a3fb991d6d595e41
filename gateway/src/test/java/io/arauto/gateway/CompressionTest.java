package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP answers of some size are compressed, for those who accept that. */
class CompressionTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String TEXT = "Pedido confirmado. ".repeat(200);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestUser joao = TestUser.of("t" + System.nanoTime(), "1", "joao.silva", "vendas", "chat");

    @ParameterizedTest
    @ValueSource(strings = {"own node", "other node"})
    void aLongPollIsCompressedOnceAndAShortOneNotAtAll(String reached) throws Exception {
        var opened = get(NODES.a() + POLLING, "gzip, deflate");
        assertThat(encoding(opened)).isEmpty();
        var id = new JsonObject(text(opened).substring(1)).getString("sid");
        var polling = (reached.equals("own node") ? NODES.a() : NODES.b()) + POLLING + "&sid=" + id;

        post(polling, "40" + new JsonObject().put("token", joao.token()).encode());
        while (!text(get(polling, "gzip")).contains("42[\"session\"")) {}
        post(polling, "42[\"chat:send\",{\"channel\":\"vendas\",\"text\":\"" + TEXT + "\"}]");
        var heard = get(polling, "gzip");

        assertThat(encoding(heard)).contains("gzip");
        assertThat(text(heard)).startsWith("42[\"chat:message\"").contains(TEXT);
        assertThat(heard.body()).hasSizeLessThan(TEXT.length() / 4);
    }

    @Test
    void restAnswersAreCompressedForThoseWhoAcceptIt() throws Exception {
        var compressed = get(NODES.a() + "/openapi.yaml", "gzip");
        var plain = get(NODES.a() + "/openapi.yaml", "identity");

        assertThat(encoding(compressed)).contains("gzip");
        assertThat(encoding(plain)).isEmpty();
        assertThat(text(compressed)).isEqualTo(text(plain));
    }

    private HttpResponse<byte[]> get(String url, String encodings) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept-Encoding", encodings)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private void post(String url, String body) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("ok");
    }

    private static Optional<String> encoding(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Encoding");
    }

    private static String text(HttpResponse<byte[]> answer) throws Exception {
        if (encoding(answer).isEmpty()) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
