package io.arauto.gateway.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.SocketText;
import io.arauto.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep HTTP/2 connections and requests by sending next to nothing; and those that may. */
class SlowStreamTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.issue();

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(withShortLimits());

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final long DRIP_MILLIS = 50;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = client(new Http2Settings());

    private HttpClient client(Http2Settings settings) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setHttp2KeepAliveTimeout(0)
                .setInitialSettings(settings)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(URI.create(NODES.a()).getPort())
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CERTIFICATE.chain()))));
    }

    private static Map<String, String> withShortLimits() {
        var settings = new HashMap<>(TlsFiles.of(CERTIFICATE).settings());
        settings.put("ARAUTO_REQUEST_TIMEOUT", "2s");
        settings.put("ARAUTO_KEEP_ALIVE", "2s");
        settings.put("ARAUTO_PING_INTERVAL", "3s");
        return settings;
    }

    @AfterEach
    void close() {
        await("close", vertx.close());
    }

    @Test
    void whoDripsARequestLosesItAndNothingElse() {
        var poll = request(HttpMethod.GET, POLLING + "&sid=" + openedSession());
        var answer = poll.send().compose(HttpClientResponse::body);
        var slow = request(HttpMethod.POST, "/api/v1/messages");

        assertThat(dripsUntilItsEnd(slow)).isInstanceOf(StreamResetException.class);
        assertThat(await("answer", answer)).hasToString("2");
        assertThat(poll.connection()).isSameAs(slow.connection());
    }

    @Test
    void whoDripsWhatItPostsLosesItsSession() {
        var id = openedSession();

        dripsUntilItsEnd(request(HttpMethod.POST, POLLING + "&sid=" + id));

        assertThat(await("poll", request(HttpMethod.GET, POLLING + "&sid=" + id).send())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoDoesNotReadAnAnswerLosesIt() {
        var ended = Promise.<Throwable>promise();
        client(new Http2Settings().setInitialWindowSize(100))
                .request(HttpMethod.GET, "/openapi.yaml")
                .compose(HttpClientRequest::send)
                .onSuccess(answer -> answer.exceptionHandler(ended::tryComplete).pause());

        assertThat(await("end of the answer", ended.future())).isInstanceOf(StreamResetException.class);
    }

    @Test
    void aConnectionWithoutFurtherRequestsIsClosed() {
        var closed = Promise.<Void>promise();
        var request = request(HttpMethod.GET, "/openapi.yaml");
        request.connection().closeHandler(_ -> closed.complete());

        assertThat(await("answer", request.send()).statusCode()).isEqualTo(200);
        await("end of the connection", closed.future());
    }

    @Test
    void pingsDoNotKeepAConnection() {
        var closed = Promise.<Void>promise();
        var connection = request(HttpMethod.GET, "/openapi.yaml")
                .send()
                .map(answer -> answer.request().connection())
                .map(it -> it.closeHandler(_ -> closed.complete()));
        var pinging = vertx.setPeriodic(
                DRIP_MILLIS, _ -> connection.onSuccess(it -> it.ping(Buffer.buffer(new byte[Long.BYTES]))));

        await("end of the connection", closed.future());
        vertx.cancelTimer(pinging);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRI * ",
                PREFACE,
                // SETTINGS; then the first of a HEADERS frame that is longer
                PREFACE + "\0\0\0\4\0\0\0\0\0",
                PREFACE + "\0\0\0\4\0\0\0\0\0" + "\0\0\u0010\1\0\0\0\0\1\u0082",
            })
    void whoSaysNoMoreThanTheBeginningIsCutOff(String beginning) throws Exception {
        try (var socket = (SSLSocket) CERTIFICATE
                .trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", URI.create(NODES.a()).getPort())) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));

            var said = CompletableFuture.supplyAsync(() -> SocketText.lengthToTheEnd(socket));

            assertThat(Eventually.completes("end of the connection", said)).isLessThan(1_000);
        }
    }

    private String openedSession() {
        var opened = request(HttpMethod.GET, POLLING).send().compose(HttpClientResponse::body);
        return new JsonObject(await("handshake", opened).toString().substring(1)).getString("sid");
    }

    private HttpClientRequest request(HttpMethod method, String target) {
        return await("a connection", http.request(method, target));
    }

    /** One octet after the other, until the other side has had enough; answers how that showed. */
    private Throwable dripsUntilItsEnd(HttpClientRequest request) {
        var ended = Promise.<Throwable>promise();
        request.setChunked(true).exceptionHandler(ended::tryComplete);
        var dripping = vertx.setPeriodic(DRIP_MILLIS, _ -> request.write("x"));
        try {
            return await("end of the request", ended.future());
        } finally {
            vertx.cancelTimer(dripping);
        }
    }

    private static <T> T await(String what, Future<T> future) {
        return Eventually.completes(what, future.toCompletionStage().toCompletableFuture());
    }
}
