package io.arauto.gateway.audit;

import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Timestamps;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes down what happens, from any thread, and publishes it a few at a time, so that it costs those nothing to whom it happens. What can't be
 * published is kept, up to a bound, and tried again; Postgres may be away for as long as the outbox has room.
 */
public final class AuditTrail {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.FORBIDDEN, ErrorCode.RATE_LIMITED, ErrorCode.UNAUTHORIZED);

    private final Vertx vertx;
    private final Context context;
    private final Publisher publisher;
    private final String node;
    private final Clock clock;
    private final long timer;
    private final Map<Tenant, TenantTrail> trails = new HashMap<>();
    private long count;

    /** @param node the mark of this run of this node, by which its records are told from others */
    public AuditTrail(Vertx vertx, Publisher publisher, String node, Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.publisher = publisher;
        this.node = node;
        this.clock = clock;
        this.timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> context.runOnContext(_ -> publish()));
    }

    /** @param details fields of the record beside {@code timestamp}, {@code kind} and {@code user} */
    public void record(AuditKind kind, Identity user, JsonObject details) {
        var record = record(kind, user).mergeIn(details);
        context.runOnContext(_ -> {
            var source = node + '-' + count++;
            trail(user.tenant()).add(source, record.put("source", source));
        });
    }

    /** That something was not allowed or failed; repeats within a moment are one record with their {@code count}. */
    public void refused(Identity user, String what, ErrorCode code) {
        var isError = code == ErrorCode.INTERNAL;
        if (!isError && !REFUSALS.contains(code)) {
            return;
        }
        var record = record(isError ? AuditKind.ERROR : AuditKind.REFUSED, user)
                .put("what", what)
                .put("code", code.wire())
                .put("count", 1);
        context.runOnContext(_ -> trail(user.tenant())
                .count(user.userId() + ' ' + what + ' ' + code, record.put("source", node + '-' + count++)));
    }

    private JsonObject record(AuditKind kind, Identity user) {
        return new JsonObject()
                .put("timestamp", Timestamps.text(clock.instant()))
                .put("kind", kind.wire())
                .put("user", user.author());
    }

    private TenantTrail trail(Tenant tenant) {
        return trails.computeIfAbsent(tenant, it -> new TenantTrail(it, publisher));
    }

    private void publish() {
        List.copyOf(trails.values()).forEach(TenantTrail::publish);
        trails.values().removeIf(TenantTrail::isEmpty);
    }

    /** Publishes what is left; what can't be is lost. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        var closed = Promise.<Void>promise();
        context.runOnContext(_ -> Future.join(List.copyOf(trails.values()).stream()
                        .map(TenantTrail::finish)
                        .toList())
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .onComplete(closed));
        return closed.future();
    }
}
