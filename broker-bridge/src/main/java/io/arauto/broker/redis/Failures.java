package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the failure of a command means to its sender. That a server refuses, since its memory or disk is full or a right is missing, is
 * for operators to mend: it is logged, but not with each command.
 */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    /** Errors that tell of the server's state and not of the command. */
    private static final Set<String> AWAY =
            Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "UNBLOCKED", "READONLY", "NOREPLICAS");
    /** Said by a script of ours. */
    private static final String BACKLOG = "BACKLOG";

    private final Shard server;

    Failures(Shard server) {
        this.server = server;
    }

    /** A {@link BrokerException}, but for what is seen to before a sender hears of it. */
    Throwable translate(Throwable failure) {
        if (failure instanceof BrokerException || LuaScript.isUnknown(failure) || isRedirection(failure)) {
            return failure;
        }
        var refused = failure instanceof ErrorType error && AWAY.stream().noneMatch(error::is);
        if (refused) {
            tell((ErrorType) failure);
        }
        return new BrokerException(refused ? Code.REJECTED : Code.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }

    private boolean isRedirection(Throwable failure) {
        return server.detour() != null && Redirection.in(failure).isPresent();
    }

    private void tell(ErrorType refusal) {
        if (!refusal.is(BACKLOG) && server.refusing().isTime()) {
            log.warn("redis_refused server={} reason={}", server, refusal.getMessage());
        }
    }
}
