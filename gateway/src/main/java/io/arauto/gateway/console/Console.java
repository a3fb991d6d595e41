package io.arauto.gateway.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.function.Supplier;

/** Serves the page at {@code /} and, at {@code /console.json}, what the page has to know before anyone has signed in. */
public final class Console implements Handler<HttpServerRequest> {
    private static final String SETTINGS = "/console.json";
    private static final String DIRECTORY = "console";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";
    /** No inline script or style, no other host, framed only by itself (the start page shows two users side by side). */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private final Page page;
    private final Supplier<JsonObject> settings;

    /** @param settings asked at each request for them; nothing secret unless whoever runs the node wants everybody to know it */
    public Console(Supplier<JsonObject> settings) {
        this(Page.of(DIRECTORY), settings);
    }

    Console(Page page, Supplier<JsonObject> settings) {
        this.page = page;
        this.settings = settings;
    }

    public boolean serves(String path) {
        return page.isBuilt() && (path.equals(SETTINGS) || page.find(path) != null);
    }

    @Override
    public void handle(HttpServerRequest request) {
        var response = request.response();
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            response.setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    .end();
            return;
        }
        protect(response);
        var file = page.find(String.valueOf(request.path()));
        if (file == null) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(settings.get().toBuffer());
        } else {
            answer(request, file);
        }
    }

    private static void protect(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static void answer(HttpServerRequest request, PageFile file) {
        var asCompressed = accepts(request, HttpHeaders.ACCEPT_ENCODING, "gzip");
        var tag = file.tag(asCompressed);
        var response = request.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? FOR_EVER : ASK_EACH_TIME)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.ETAG, tag);
        if (accepts(request, HttpHeaders.IF_NONE_MATCH, tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
        if (asCompressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var body = asCompressed ? file.compressed() : file.plain();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** Whether a header that lists values has this one; {@code ;q=0} and {@code W/} are taken for what they mean. */
    private static boolean accepts(HttpServerRequest request, CharSequence header, String value) {
        var given = request.getHeader(header);
        return given != null
                && Arrays.stream(given.split(",")).map(String::strip).anyMatch(each -> {
                    var bare = each.startsWith("W/") ? each.substring(2) : each;
                    var parameters = bare.indexOf(';');
                    return parameters < 0
                            ? bare.equals(value)
                            : bare.substring(0, parameters).strip().equals(value)
                                    && !bare.substring(parameters)
                                            .replace(" ", "")
                                            .matches(";q=0(\\.0+)?");
                });
    }
}
