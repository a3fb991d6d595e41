package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.util.concurrent.atomic.LongAdder;

/** A user who may follow the presence of all, and counts what comes of it. */
final class Follower {
    private final Returnee user;
    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private Promise<Void> following = Promise.promise();

    Follower(NetClient client, String token) {
        this.user = new Returnee(client, token, this::count);
    }

    Returnee user() {
        return user;
    }

    /** Completes with the answer. */
    Future<Void> follow() {
        following = Promise.promise();
        user.send("420[\"presence:subscribe\",{\"all\":true}]");
        return following.future();
    }

    long takeEvents() {
        return events.sumThenReset();
    }

    long takeBytes() {
        return bytes.sumThenReset();
    }

    private void count(Buffer frame) {
        var start = frame.getString(0, Math.min(frame.length(), 24));
        var isAnswer = start.startsWith("430[");
        if (isAnswer || start.startsWith("42[\"presence:changed\"")) {
            events.increment();
            bytes.add(frame.length());
        }
        if (isAnswer) {
            following.tryComplete();
        }
    }
}
