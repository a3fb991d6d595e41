package io.arauto.gateway.session;

import io.arauto.broker.Seats;
import io.arauto.broker.Seats.Most;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import java.time.Duration;

/** Lets as many connections be as the tenant and the user may have. */
public final class Places {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final Seats seats;

    public Places(Seats seats) {
        this.seats = seats;
    }

    /**
     * Fails with a refusal when there is no room. A session that comes back has room in any case: its connection of before may still be
     * counted.
     */
    Future<Void> take(Identity user, boolean comesBack) {
        var limits = user.standing().limits();
        var most = comesBack ? Most.ANY : new Most(limits.connections(), limits.connectionsPerUser());
        return seats.take(user.tenant(), user.userId(), most)
                .compose(full -> full.<Future<Void>>map(of -> Future.failedFuture(refusal(of)))
                        .orElseGet(Future::succeededFuture));
    }

    void leave(Identity user) {
        seats.leave(user.tenant(), user.userId());
    }

    private static Refusal refusal(Seats.Full full) {
        return Refusal.rateLimited(
                switch (full) {
                    case TENANT -> "the tenant has as many connections as it may";
                    case USER -> "the user has as many connections as allowed";
                },
                TRY_AGAIN);
    }
}
