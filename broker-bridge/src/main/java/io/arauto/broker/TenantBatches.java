package io.arauto.broker;

import io.arauto.broker.redis.Partition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Does together what is asked for a tenant while something is under way in its partition, so that thousands who come or go at once are few
 * commands to Redis, and one who comes alone waits for nothing. Of a tenant all is done in the order of asking. Lives on one context, may be asked
 * from any.
 *
 * @param <T> what is asked for
 * @param <V> its answer
 */
public final class TenantBatches<T, V> {
    /** Redis serves nobody else meanwhile. */
    private static final int MOST_AT_ONCE = 50;

    private final Vertx vertx;
    private final Context home;
    private final BiFunction<Tenant, List<T>, Future<List<V>>> action;
    private final Map<Partition, ArrayDeque<Asked<T, V>>> underWay = new HashMap<>();

    private record Asked<T, V>(Tenant tenant, T what, Promise<V> answer) {}

    /** @param action answers each, in that order */
    public TenantBatches(Vertx vertx, Context home, BiFunction<Tenant, List<T>, Future<List<V>>> action) {
        this.vertx = vertx;
        this.home = home;
        this.action = action;
    }

    /** Completes on the caller's context. */
    public Future<V> ask(Tenant tenant, T what) {
        Promise<V> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
        home.runOnContext(_ -> {
            var partition = Partition.of(tenant);
            var others = underWay.get(partition);
            var asked = new Asked<>(tenant, what, answer);
            if (others == null) {
                underWay.put(partition, new ArrayDeque<>());
                begin(partition, List.of(asked));
            } else {
                others.add(asked);
            }
        });
        return answer.future();
    }

    private void begin(Partition partition, List<Asked<T, V>> some) {
        action.apply(some.getFirst().tenant(), some.stream().map(Asked::what).toList())
                .onComplete(
                        answers -> {
                            for (var index = 0; index < some.size(); index++) {
                                some.get(index).answer().complete(answers.get(index));
                            }
                        },
                        failure -> some.forEach(asked -> asked.answer().fail(failure)))
                .onComplete(_ -> home.runOnContext(_ -> goOn(partition)));
    }

    private void goOn(Partition partition) {
        var waiting = underWay.get(partition);
        if (waiting != null && !waiting.isEmpty()) {
            begin(partition, next(waiting));
        } else {
            underWay.remove(partition);
        }
    }

    /** Of the tenant whose turn it is. */
    private static <T, V> List<Asked<T, V>> next(ArrayDeque<Asked<T, V>> waiting) {
        var next = new ArrayList<Asked<T, V>>();
        var tenant = waiting.getFirst().tenant();
        for (var all = waiting.iterator(); all.hasNext() && next.size() < MOST_AT_ONCE; ) {
            var asked = all.next();
            if (asked.tenant().equals(tenant)) {
                next.add(asked);
                all.remove();
            }
        }
        return next;
    }
}
