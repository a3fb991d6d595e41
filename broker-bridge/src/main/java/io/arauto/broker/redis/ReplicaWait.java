package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until replicas have what was written over one connection: with one WAIT at a time, for all that was sent since the one before. WAIT
 * holds up whatever follows it on the connection; more than one under way would hold it up for their sum when a replica is gone.
 */
final class ReplicaWait {
    private final Replicas wanted;
    private final Function<Request, Future<@Nullable Response>> connection;
    private final Consumer<Runnable> atEndOfTick;
    private final Supplier<Promise<Void>> promises;
    private List<Promise<Void>> next = new ArrayList<>();
    private boolean underWay;

    /**
     * @param connection sends, in order
     * @param atEndOfTick runs something when what is being done now has been done
     * @param promises each waiter gets one of its own: what one of them does with the answer is nothing to the others
     */
    ReplicaWait(
            Replicas wanted,
            Function<Request, Future<@Nullable Response>> connection,
            Consumer<Runnable> atEndOfTick,
            Supplier<Promise<Void>> promises) {
        this.wanted = wanted;
        this.connection = connection;
        this.atEndOfTick = atEndOfTick;
        this.promises = promises;
    }

    /** Completes when enough replicas have what was sent up to now; fails with {@code UNAVAILABLE} when they do not in time. */
    Future<Void> forAllSent() {
        var waiter = promises.get();
        next.add(waiter);
        if (!underWay) {
            underWay = true;
            atEndOfTick.accept(this::ask);
        }
        return waiter.future();
    }

    private void ask() {
        var waiting = next;
        next = new ArrayList<>();
        var request = Request.cmd(Command.WAIT)
                .arg(wanted.count())
                .arg(wanted.patience().toMillis());
        connection.apply(request).map(this::enough).onComplete(answer -> {
            if (next.isEmpty()) {
                underWay = false;
            } else {
                ask();
            }
            waiting.forEach(waiter -> waiter.handle(answer));
        });
    }

    private @Nullable Void enough(@Nullable Response reached) {
        if (reached == null || Replies.number(reached) < wanted.count()) {
            throw new BrokerException(Code.UNAVAILABLE, "too few replicas of Redis have it");
        }
        return null;
    }
}
