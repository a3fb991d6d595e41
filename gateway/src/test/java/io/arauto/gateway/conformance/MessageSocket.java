package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose messages are awaited one by one: text as it is, binary as {@code 0x…}, the end as {@code close <code>}. */
final class MessageSocket implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder binary = new StringBuilder("0x");
    private @Nullable WebSocket socket;

    static MessageSocket open(int port, String target) {
        var opened = new MessageSocket();
        opened.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + target), opened)
                .join();
        return opened;
    }

    /** Joins the main namespace. */
    MessageSocket joined() {
        next();
        sends("40");
        next();
        assertThat(next()).startsWith("42[\"auth\"");
        return this;
    }

    void sends(String message) {
        socket().sendText(message, true).join();
    }

    void sends(byte... message) {
        socket().sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** The next message; fails when none comes for 5 s. */
    String next() {
        try {
            var next = messages.poll(5, TimeUnit.SECONDS);
            assertThat(next).as("the next message").isNotNull();
            return String.valueOf(next);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message that is no ping. */
    String nextBesidesPings() {
        var next = next();
        while (next.equals("2")) {
            next = next();
        }
        return next;
    }

    void isClosed() {
        assertThat(nextBesidesPings()).startsWith("close ");
    }

    void closes() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.append(HexFormat.of().formatHex(bytes));
        if (last) {
            messages.add(binary.toString());
            binary.setLength(2);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        messages.add("close " + code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        messages.add("close 1006 " + failure);
    }
}
