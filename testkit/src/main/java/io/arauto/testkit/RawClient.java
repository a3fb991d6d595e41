package io.arauto.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket whose Engine.IO and Socket.IO frames are written by hand, for what stock clients hide. It answers pings unless
 * told otherwise, and keeps every text frame but those.
 */
public final class RawClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

    private final List<String> frames = new ArrayList<>();
    private final Awaited awaited = new Awaited();
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final Consumer<String> onFrame;
    private volatile boolean answersPings = true;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(true);
    private @Nullable WebSocket webSocket;

    private RawClient(Consumer<String> onFrame) {
        this.onFrame = onFrame;
    }

    /** How the connection ended; 1006 when it broke. */
    public record Closing(int code, String reason) {}

    /** The handshake was answered with an HTTP status instead of an upgrade. */
    public static final class HandshakeRefused extends RuntimeException {
        private final int status;

        private HandshakeRefused(int status, Throwable cause) {
            super("HTTP status " + status, cause);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** Opens the transport; no CONNECT is sent yet. */
    public static RawClient open(String url) {
        return open(url, frame -> {});
    }

    /** {@code onFrame} gets each text frame but pings, in order, on one thread at a time. */
    static RawClient open(String url, Consumer<String> onFrame) {
        return openAt(url.replaceFirst("^http", "ws") + PATH, onFrame);
    }

    /** With path and query of the caller's own: {@code ws://127.0.0.1:3000/socket.io/?EIO=3&transport=websocket}. */
    public static RawClient openAt(String address) {
        return openAt(address, frame -> {});
    }

    private static RawClient openAt(String address, Consumer<String> onFrame) {
        var client = new RawClient(onFrame);
        try {
            client.webSocket = HTTP.newWebSocketBuilder()
                    .connectTimeout(Eventually.LIMIT)
                    .buildAsync(URI.create(address), client.new Receiver())
                    .join();
            return client;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new HandshakeRefused(refused.getResponse().statusCode(), refused);
            }
            throw e;
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                var frame = text.toString();
                text.setLength(0);
                receive(socket, frame);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end(new Closing(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            end(new Closing(1006, String.valueOf(failure.getMessage())));
        }
    }

    private void receive(WebSocket socket, String frame) {
        if (frame.equals("2") && answersPings) {
            send(() -> socket.sendText("3", true));
            return;
        }
        awaited.change(() -> frames.add(frame));
        onFrame.accept(frame);
    }

    private void end(Closing closing) {
        awaited.change(() -> closed.complete(closing));
    }

    /** Pings are then kept like other frames. */
    public void ignoresPings() {
        answersPings = false;
    }

    public void sends(String frame) {
        send(() -> socket().sendText(frame, true)).join();
    }

    public void sends(byte[] frame) {
        send(() -> socket().sendBinary(ByteBuffer.wrap(frame), true)).join();
    }

    /** After what was sent before: a WebSocket takes one message at a time, and answers to pings come between. */
    private CompletableFuture<?> send(Supplier<CompletableFuture<WebSocket>> message) {
        return awaited.read(() -> {
            var last = sent.handle((_, _) -> true).thenCompose(_ -> message.get());
            sent = last;
            return last;
        });
    }

    /** Text frames so far. */
    public List<String> frames() {
        return awaited.read(() -> List.copyOf(frames));
    }

    /** The first frame that begins so, which may have come already. */
    public String awaits(String beginning) {
        var found = awaited.await(
                () -> frames.stream()
                        .filter(frame -> frame.startsWith(beginning))
                        .findFirst()
                        .or(() -> closed.isDone() ? Optional.of("") : Optional.empty())
                        .orElse(null),
                () -> "no frame " + beginning + " but " + frames);
        if (found.isEmpty()) {
            throw new AssertionError("no frame " + beginning + " but " + frames + " and then " + closed.join());
        }
        return found;
    }

    /** Completes when the connection has ended, by whichever side. */
    public CompletableFuture<Closing> closed() {
        return closed;
    }

    private WebSocket socket() {
        if (webSocket == null) {
            throw new IllegalStateException("not open");
        }
        return webSocket;
    }

    /** Breaks the connection without a WebSocket close. */
    @Override
    public void close() {
        socket().abort();
    }
}
