package io.arauto.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does what the stock JavaScript client 4.8 does about connection state recovery: CONNECT carries {@code pid} and {@code offset}
 * once known, the offset is the trailing string of the last event, the same pid in the answer means recovered. Written by hand
 * over WebSocket, so that it depends on no client library.
 */
public final class RecoveringClient implements Client {

    private static final long RECONNECT_MILLIS = 50;

    private final FaultyLink link;
    private final String token;
    private final ReceivedEvents events = new ReceivedEvents();
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonObject>> acks = new ConcurrentHashMap<>();
    private final AtomicInteger ackIds = new AtomicInteger();
    private volatile @Nullable Connection current;
    private volatile @Nullable String pid;
    private volatile @Nullable String offset;
    private volatile boolean isRecovered;
    private volatile boolean isActive = true;

    private RecoveringClient(FaultyLink link, String token) {
        this.link = link;
        this.token = token;
    }

    /** One transport and whether its CONNECT was answered. */
    private record Connection(RawClient transport, CompletableFuture<Void> joined) {}

    /** {@link ConnectionRefused} when the server says so. */
    public static RecoveringClient connect(String url, String token) {
        var client = new RecoveringClient(FaultyLink.to(URI.create(url).getPort()), token);
        try {
            Eventually.completes("the answer to CONNECT", client.open().joined());
        } catch (RuntimeException | AssertionError e) {
            client.close();
            throw e;
        }
        return client;
    }

    private Connection open() {
        var joined = new CompletableFuture<Void>();
        var transport = RawClient.open("http://127.0.0.1:" + link.port(), frame -> receive(frame, joined));
        var connection = new Connection(transport, joined);
        current = connection;
        transport.closed().thenRun(() -> onClosed(connection));
        transport.sends("40" + connectPayload().encode());
        return connection;
    }

    private JsonObject connectPayload() {
        var payload = new JsonObject();
        if (pid != null) {
            payload.put("pid", pid).put("offset", offset);
        }
        return payload.put("token", token);
    }

    private void receive(String frame, CompletableFuture<Void> joined) {
        frames.add(frame);
        if (frame.startsWith("40")) {
            var answer = new JsonObject(frame.substring(2));
            isRecovered = pid != null && pid.equals(answer.getString("pid"));
            pid = answer.getString("pid");
            joined.complete(null);
        } else if (frame.startsWith("44")) {
            isActive = false;
            joined.completeExceptionally(new ConnectionRefused(new JsonObject(frame.substring(2))));
        } else if (frame.startsWith("41")) {
            isActive = false;
        } else if (frame.startsWith("42")) {
            receiveEvent(new JsonArray(frame.substring(2)));
        } else if (frame.startsWith("43")) {
            receiveAck(frame);
        }
    }

    private void receiveEvent(JsonArray packet) {
        var arguments = packet.stream().skip(1).toList();
        if (pid != null && !arguments.isEmpty() && arguments.getLast() instanceof String last) {
            offset = last;
        }
        events.add(packet.getString(0), arguments);
    }

    private void receiveAck(String frame) {
        var start = frame.indexOf('[');
        var ack = acks.remove(Integer.parseInt(frame.substring(2, start)));
        if (ack != null) {
            ack.complete(new JsonArray(frame.substring(start)).getJsonObject(0));
        }
    }

    /** Like the stock client: acks of a connection that is gone never come, and it tries again until told to stop. */
    private void onClosed(Connection connection) {
        connection.joined().completeExceptionally(new IllegalStateException("closed before CONNECT was answered"));
        acks.values().forEach(ack -> ack.completeExceptionally(new IllegalStateException("disconnected")));
        acks.clear();
        if (connection.equals(current) && isActive) {
            CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::reconnect);
        }
    }

    private void reconnect() {
        if (!isActive) {
            return;
        }
        try {
            open();
        } catch (RuntimeException e) {
            CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::reconnect);
        }
    }

    @Override
    public CompletableFuture<JsonObject> emit(String event, JsonObject payload) {
        var id = ackIds.getAndIncrement();
        var answer = new CompletableFuture<JsonObject>();
        acks.put(id, answer);
        connection()
                .transport()
                .sends("42" + id + new JsonArray().add(event).add(payload).encode());
        return answer;
    }

    @Override
    public ReceivedEvents events() {
        return events;
    }

    /** Every text frame but pings, of all its connections, byte for byte. */
    public List<String> frames() {
        return List.copyOf(frames);
    }

    @Override
    public FaultyLink link() {
        return link;
    }

    @Override
    public void awaitsConnection() {
        Eventually.isTrue("the client is connected", () -> {
            var joined = connection().joined();
            return joined.isDone() && !joined.isCompletedExceptionally();
        });
    }

    /** As {@code socket.recovered} of the stock client: whether the server answered with the same pid. */
    @Override
    public boolean recovered() {
        return isRecovered;
    }

    /** Whether it would still reconnect; false after CONNECT_ERROR and after a DISCONNECT from the server. */
    public boolean isActive() {
        return isActive;
    }

    /** The trailing string of the last event that had one. */
    public @Nullable String offset() {
        return offset;
    }

    private Connection connection() {
        if (current == null) {
            throw new IllegalStateException("never connected");
        }
        return current;
    }

    @Override
    public void close() {
        isActive = false;
        var connection = connection();
        if (!connection.transport().closed().isDone()) {
            try {
                connection.transport().sends("41");
            } catch (RuntimeException e) {
                // The connection broke at this moment; there is nobody left to say goodbye to.
            }
        }
        connection.transport().close();
        link.close();
    }
}
