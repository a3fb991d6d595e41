package io.arauto.testkit;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.WebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * The stock Java client. It knows nothing of connection state recovery (2.1.2 has no {@code pid}); {@link RecoveringClient} does
 * what the stock JavaScript client does there.
 */
public final class StockClient implements Client {

    private final FaultyLink link;
    private final Socket socket;
    private final ReceivedEvents events = new ReceivedEvents();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();

    private StockClient(FaultyLink link, Socket socket) {
        this.link = link;
        this.socket = socket;
    }

    /** Over WebSocket only; {@link ConnectionRefused} when the server says so. */
    public static StockClient connect(String url, String token) {
        return connect(url, token, WebSocket.NAME);
    }

    /** Over the transports named, in that order; none for the client's own default, polling and then an upgrade. */
    public static StockClient connect(String url, String token, String... transports) {
        return connect(url, options(token, transports));
    }

    /** Over TLS, by a client that trusts the authority of {@code certificate} and no other. */
    public static StockClient connect(String url, TestCertificate certificate, String token, String... transports) {
        var http = new OkHttpClient.Builder()
                .sslSocketFactory(certificate.trusting().getSocketFactory(), certificate.trust())
                .build();
        var options = options(token, transports);
        options.callFactory = http;
        options.webSocketFactory = http;
        return connect(url, options);
    }

    private static IO.Options options(String token, String... transports) {
        var options = IO.Options.builder()
                .setForceNew(true)
                .setAuth(Map.of("token", token))
                .setReconnectionDelay(100)
                .setReconnectionDelayMax(500)
                .build();
        if (transports.length > 0) {
            options.transports = transports.clone();
        }
        return options;
    }

    private static StockClient connect(String url, IO.Options options) {
        var server = URI.create(url);
        var link = FaultyLink.to(server.getPort());
        var socket = IO.socket(URI.create(server.getScheme() + "://127.0.0.1:" + link.port()), options);
        var client = new StockClient(link, socket);
        client.listen();
        socket.connect();
        try {
            Eventually.completes("the stock client's connection", client.connected);
            return client;
        } catch (RuntimeException | AssertionError e) {
            client.close();
            throw e;
        }
    }

    private void listen() {
        socket.onAnyIncoming(arguments -> events.add(
                String.valueOf(arguments[0]),
                Arrays.stream(arguments).skip(1).map(StockClient::plain).toList()));
        socket.on(Socket.EVENT_CONNECT, arguments -> connected.complete(null));
        socket.on(Socket.EVENT_CONNECT_ERROR, this::onConnectError);
    }

    /** With an object the server refused; with an exception the network failed, and the client tries again. */
    private void onConnectError(@Nullable Object... arguments) {
        if (arguments.length > 0 && arguments[0] instanceof JSONObject error) {
            connected.completeExceptionally(new ConnectionRefused(json(error)));
        }
    }

    @Override
    public CompletableFuture<JsonObject> emit(String event, JsonObject payload) {
        var answer = new CompletableFuture<JsonObject>();
        Ack ack = arguments -> answer.complete(json((JSONObject) arguments[0]));
        try {
            socket.emit(event, new Object[] {new JSONObject(payload.encode())}, ack);
        } catch (JSONException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** The client's own object, for what has no name here. */
    public Socket socket() {
        return socket;
    }

    @Override
    public ReceivedEvents events() {
        return events;
    }

    @Override
    public FaultyLink link() {
        return link;
    }

    @Override
    public void awaitsConnection() {
        Eventually.isTrue("the stock client is connected", socket::connected);
    }

    @Override
    public void close() {
        socket.disconnect();
        link.close();
    }

    private static Object plain(Object argument) {
        return argument instanceof JSONObject object ? json(object) : argument;
    }

    private static JsonObject json(JSONObject object) {
        return new JsonObject(object.toString());
    }
}
