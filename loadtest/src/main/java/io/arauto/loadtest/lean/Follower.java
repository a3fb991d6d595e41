package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A user who resumes as stock clients do, and counts what comes of presence. */
final class Follower {
    private final NetClient client;
    private final JsonObject connect;
    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private Promise<Void> following = Promise.promise();
    private @Nullable Member member;
    private volatile boolean recovered;

    Follower(NetClient client, String token) {
        this.client = client;
        this.connect = new JsonObject().put("token", token);
    }

    /** Tries until it is let in: whoever is refused for now is closed. */
    Future<Void> join(URI url) {
        return Member.join(client, url, connect, this::receive)
                .onSuccess(joined -> member = joined)
                .<Void>mapEmpty()
                .recover(_ -> join(url));
    }

    /** Completes with the answer. */
    Future<Void> follow() {
        if (member == null) {
            return Future.failedFuture("not connected");
        }
        following = Promise.promise();
        member.send("420[\"presence:subscribe\",{\"all\":true}]");
        return following.future();
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

    long takeEvents() {
        return events.sumThenReset();
    }

    long takeBytes() {
        return bytes.sumThenReset();
    }

    private void receive(Buffer frame) {
        var start = frame.getString(0, Math.min(frame.length(), 24));
        if (start.startsWith("40{")) {
            var pid = new JsonObject(frame.getString(2, frame.length())).getString("pid");
            recovered = pid.equals(connect.getString("pid"));
            connect.put("pid", pid);
        } else if (start.startsWith("42[\"presence:changed\"")) {
            events.increment();
            bytes.add(frame.length());
        } else if (start.startsWith("430[")) {
            events.increment();
            bytes.add(frame.length());
            following.tryComplete();
        } else if (start.startsWith("42[")) {
            remember(new JsonArray(frame.getString(2, frame.length())));
        }
    }

    private void remember(JsonArray event) {
        if (event.getValue(event.size() - 1) instanceof String id) {
            connect.put("offset", id);
        }
    }
}
