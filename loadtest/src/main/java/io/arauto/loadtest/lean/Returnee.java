package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user who comes back as stock clients do: with the session that it had, and the id of the last event that it got. */
final class Returnee {
    private final NetClient client;
    private final JsonObject connect;
    private final Consumer<Buffer> frames;
    private @Nullable Member member;
    private volatile boolean recovered;
    private final AtomicInteger refusals = new AtomicInteger();

    /** @param frames gets what it is sent */
    Returnee(NetClient client, String token, Consumer<Buffer> frames) {
        this.client = client;
        this.connect = new JsonObject().put("token", token);
        this.frames = frames;
    }

    /** Tries until it is let in: whoever is refused for now is closed. */
    Future<Void> join(URI url) {
        return Member.join(client, url, connect, this::receive)
                .onSuccess(joined -> member = joined)
                .<Void>mapEmpty()
                .recover(_ -> {
                    refusals.incrementAndGet();
                    return join(url);
                });
    }

    /** Says something, if it is there. */
    void send(String text) {
        if (member != null) {
            member.send(text);
        }
    }

    /** Its connection breaks without a word. */
    void breaks() {
        if (member != null) {
            member.leave();
        }
    }

    boolean isRecovered() {
        return recovered;
    }

    /** How often it was not let in. */
    int refusals() {
        return refusals.get();
    }

    private void receive(Buffer frame) {
        var start = frame.getString(0, Math.min(frame.length(), 3));
        if (start.equals("40{")) {
            var pid = new JsonObject(frame.getString(2, frame.length())).getString("pid");
            recovered = pid.equals(connect.getString("pid"));
            connect.put("pid", pid);
        } else if (start.equals("42[")) {
            remember(new JsonArray(frame.getString(2, frame.length())));
        }
        frames.accept(frame);
    }

    private void remember(JsonArray event) {
        if (event.getValue(event.size() - 1) instanceof String id) {
            connect.put("offset", id);
        }
    }
}
