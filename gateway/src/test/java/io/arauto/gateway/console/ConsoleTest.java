package io.arauto.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Console CONSOLE =
            new Console(Page.of("console-sample"), () -> new JsonObject().put("demo", true));
    private static int port;

    @BeforeAll
    static void serve() {
        port = await(VERTX.createHttpServer().requestHandler(CONSOLE).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("the server", future.toCompletionStage().toCompletableFuture());
    }

    private static HttpResponse<byte[]> asks(String method, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void theStartIsAskedForEachTimeAndAnsweredOnlyWhenItChanged() throws Exception {
        var first = asks("GET", "/");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(new String(first.body(), UTF_8)).contains("<title>Arauto</title>");
        assertThat(header(first, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(first, "cache-control")).isEqualTo("no-cache");

        var again = asks("GET", "/", "if-none-match", "\"other\", W/" + header(first, "etag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(header(first, "etag"));
    }

    @Test
    void filesNamedByTheirContentAreKeptForEver() throws Exception {
        assertThat(header(asks("GET", "/assets/app-1a2b.js"), "cache-control")).contains("immutable");
    }

    @Test
    void aBrowserThatTakesGzipGetsItUnderATagOfItsOwn() throws Exception {
        var plain = asks("GET", "/assets/app-1a2b.js");
        var compressed = asks("GET", "/assets/app-1a2b.js", "accept-encoding", "br, gzip;q=0.5");

        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "vary")).isEqualToIgnoringCase("accept-encoding");
        assertThat(header(compressed, "etag")).isNotEqualTo(header(plain, "etag"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void whoRefusesGzipGetsNone() throws Exception {
        assertThat(header(asks("GET", "/", "accept-encoding", "gzip;q=0"), "content-encoding"))
                .isEmpty();
    }

    @Test
    void nothingButThePagesOwnFilesMayRunInIt() throws Exception {
        var start = asks("GET", "/");

        assertThat(header(start, "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'self'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(header(start, "x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void whatThePageIsToldBeforeSignInIsNeverKept() throws Exception {
        var settings = asks("GET", "/console.json");

        assertThat(new JsonObject(new String(settings.body(), UTF_8))).isEqualTo(new JsonObject().put("demo", true));
        assertThat(header(settings, "cache-control")).isEqualTo("no-store");
    }

    @Test
    void headersAloneAndOtherMethods() throws Exception {
        var head = asks("HEAD", "/");

        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length"))
                .isEqualTo(String.valueOf(asks("GET", "/").body().length));
        assertThat(asks("POST", "/").statusCode()).isEqualTo(405);
    }

    @Test
    void onlyListedFilesAreServedAndAGatewayBuiltWithoutAPageServesNone() {
        assertThat(CONSOLE.serves("/")).isTrue();
        assertThat(CONSOLE.serves("/files.txt")).isFalse();
        assertThat(CONSOLE.serves("/assets/../index.html")).isFalse();
        assertThat(new Console(Page.of("nowhere"), JsonObject::new).serves("/")).isFalse();
    }
}
