package io.arauto.broker.outbox;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.EventId;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads what waits to be written to storage, piece by piece, so that Redis serves others between. Who reads this first and storage after
 * it misses nothing that moves from here to there meanwhile.
 */
public final class OutboxScan {
    private static final LuaScript SCAN = LuaScript.load("outbox_scan.lua");
    private static final int PIECE = 1_000;
    private static final int MOST_PIECES = 100;
    private static final int MOST_FOUND = 10_000;

    private final RedisLinks links;

    public OutboxScan(RedisLinks links) {
        this.links = links;
    }

    /**
     * The events of some topics after {@code after} and up to {@code upTo}, in order of id. Fails with {@code UNAVAILABLE} when more than
     * {@value #MOST_PIECES} thousand events of all kinds are to be looked through for them, or more than {@value #MOST_FOUND} are found.
     */
    public Future<List<OutboxEntry>> between(Tenant tenant, Collection<Topic> topics, EventId after, EventId upTo) {
        return new Search(tenant, List.copyOf(topics), upTo).from(after, 0);
    }

    /** What waits in the partition of a tenant, whoever published it. */
    public record Waiting(long entries, Optional<EventId> oldest) {}

    public Future<Waiting> waiting(Tenant tenant) {
        var partition = Partition.of(tenant);
        var outbox = Keys.outbox(partition);
        var link = links.to(partition);
        var length = link.fetch(Request.cmd(Command.XLEN).arg(outbox));
        var head = link.fetch(Request.cmd(Command.XRANGE)
                .arg(outbox)
                .arg("-")
                .arg("+")
                .arg("COUNT")
                .arg(1));
        return Future.all(length, head)
                .map(_ -> new Waiting(
                        Replies.number(length.result()),
                        head.result().stream()
                                .findFirst()
                                .map(entry -> EventId.parse(entry.get(0).toString()))));
    }

    private final class Search {
        private final Partition partition;
        private final List<Object> arguments = new ArrayList<>();
        private final List<OutboxEntry> found = new ArrayList<>();

        Search(Tenant tenant, List<Topic> topics, EventId upTo) {
            partition = Partition.of(tenant);
            arguments.addAll(List.of(tenant.name(), EventId.NONE, upTo, PIECE));
            topics.forEach(topic -> arguments.add(topic.key()));
        }

        Future<List<OutboxEntry>> from(EventId after, int pieces) {
            if (pieces == MOST_PIECES || found.size() > MOST_FOUND) {
                return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "too much waits to be written"));
            }
            arguments.set(1, after);
            return SCAN.run(links.to(partition), List.of(Keys.outbox(partition)), List.copyOf(arguments))
                    .compose(piece -> {
                        collect(piece);
                        var next = piece.get(0).toString();
                        return next.isEmpty()
                                ? Future.succeededFuture(List.copyOf(found))
                                : from(EventId.parse(next), pieces + 1);
                    });
        }

        /** What this version can't read, workers put to the dead letters. */
        private void collect(Response piece) {
            for (var index = 1; index < piece.size(); index += 2) {
                try {
                    found.add(EntryFields.of(piece.get(index + 1))
                            .entry(EventId.parse(piece.get(index).toString())));
                } catch (RuntimeException _) {
                    // Without it the events of its topics are not told as complete.
                }
            }
        }
    }
}
