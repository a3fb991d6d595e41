package io.arauto.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells all steps of the traces that callers want told, and of a share of those that begin here. */
final class SampledTraces implements Traces {
    private static final int THOUSAND = 1_000;

    private final Vertx vertx;
    private final int perThousand;
    private final OtlpSender sender;

    SampledTraces(Vertx vertx, TraceSettings settings) {
        this.vertx = vertx;
        this.perThousand = settings.perThousand();
        this.sender = new OtlpSender(vertx, settings);
    }

    /** In a context of its own, so that what is begun in it, and ends later, knows of what it is a part. */
    @Override
    public <T> Future<T> trace(String name, @Nullable String parent, Supplier<Future<T>> work) {
        var before = Optional.ofNullable(parent).flatMap(Traceparent::parse);
        if (!before.map(Traceparent::sampled).orElseGet(this::isChosen)) {
            return work.get();
        }
        var step = before.map(Traceparent::next).orElseGet(Traceparent::begin);
        var begun = Instant.now();
        var context = (ContextInternal) vertx.getOrCreateContext();
        var done = context.<T>promise();
        var inside = context.duplicate();
        ContextInternal.LOCAL_MAP.get(inside, ConcurrentHashMap::new).put(SampledTraces.class, step);
        inside.dispatch(() -> Future.<Void>succeededFuture()
                .compose(_ -> work.get())
                .onComplete(result -> sender.add(
                        Step.of(name, Step.SERVER, step, before, begun).ended(result.failed())))
                .onComplete(done));
        return done.future();
    }

    private boolean isChosen() {
        return ThreadLocalRandom.current().nextInt(THOUSAND) < perThousand;
    }

    @Override
    public String current() {
        var context = ContextInternal.current();
        var local = context == null ? null : ContextInternal.LOCAL_MAP.get(context);
        var step = local == null ? null : local.get(SampledTraces.class);
        return step == null ? "" : step.toString();
    }

    @Override
    public void tell(String name, String parent, Instant begun, boolean failed) {
        Traceparent.parse(parent)
                .filter(Traceparent::sampled)
                .ifPresent(before -> sender.add(Step.of(name, Step.CONSUMER, before.next(), Optional.of(before), begun)
                        .ended(failed)));
    }

    @Override
    public Future<Void> close() {
        return sender.close();
    }
}
