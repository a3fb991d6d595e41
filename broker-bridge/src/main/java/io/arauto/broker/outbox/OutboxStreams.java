package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outbox streams as their owner sees them: what is in a stream is not stored yet, so reading starts at the head each time and
 * nothing else needs to be remembered, whoever died. Blocking; for virtual threads.
 */
final class OutboxStreams {
    private static final LuaScript SETTLE = LuaScript.load("outbox_settle.lua");

    private final RedisLinks links;
    private final Gauges gauges;

    OutboxStreams(RedisLinks links, Gauges gauges) {
        this.links = links;
        this.gauges = gauges;
    }

    /** An equal share of the batch from the head of each partition that has entries. Those whose server is away are left out. */
    Batch read(List<Partition> partitions, int most) {
        var filled = lengths(partitions, Keys::outbox).entrySet().stream()
                .peek(length -> gauges.entries(length.getKey(), length.getValue()))
                .filter(length -> length.getValue() > 0)
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
        var share = filled.isEmpty() ? 0 : most / filled.size();
        var heads = Answers.to(
                filled,
                partition -> links.to(partition)
                        .fetch(Request.cmd(Command.XRANGE)
                                .arg(Keys.outbox(partition))
                                .arg("-")
                                .arg("+")
                                .arg("COUNT")
                                .arg(share)));
        return batch(heads.some());
    }

    /** Trims what was stored; moves what could not be to the dead letters in the same step. */
    void settle(Batch batch, List<Rejected> rejected) {
        var dead = Stream.concat(batch.unreadable().stream(), rejected.stream().map(DeadLetter::of))
                .collect(Collectors.groupingBy(DeadLetter::partition));
        Answers.to(
                        batch.newest().keySet(),
                        partition -> settle(
                                partition,
                                batch.newest().getOrDefault(partition, EventId.NONE),
                                dead.getOrDefault(partition, List.of())))
                .some();
    }

    void countDead(Collection<Partition> partitions) {
        lengths(partitions, Keys::dead).forEach(gauges::dead);
    }

    private Future<Response> settle(Partition partition, EventId newest, List<DeadLetter> dead) {
        var arguments = new ArrayList<Object>();
        arguments.add(new EventId(newest.millis(), newest.sequence() + 1));
        dead.forEach(letter -> {
            arguments.add(letter.id());
            arguments.add(letter.reason());
        });
        return SETTLE.run(links.to(partition), List.of(Keys.outbox(partition), Keys.dead(partition)), arguments);
    }

    private Batch batch(Map<Partition, Response> heads) {
        var entries = new ArrayList<OutboxEntry>();
        var newest = new LinkedHashMap<Partition, EventId>();
        var unreadable = new ArrayList<DeadLetter>();
        heads.forEach((partition, head) -> head.forEach(raw -> {
            var id = EventId.parse(raw.get(0).toString());
            if (newest.put(partition, id) == null) {
                gauges.oldest(partition, id);
            }
            try {
                entries.add(EntryFields.of(raw.get(1)).entry(id));
            } catch (RuntimeException broken) {
                unreadable.add(new DeadLetter(partition, id, "unreadable: " + broken));
            }
        }));
        return new Batch(entries, newest, unreadable);
    }

    private Map<Partition, Long> lengths(Collection<Partition> partitions, Key key) {
        var lengths = new LinkedHashMap<Partition, Long>();
        Answers.to(
                        partitions,
                        partition -> links.to(partition)
                                .fetch(Request.cmd(Command.XLEN).arg(key.of(partition))))
                .some()
                .forEach((partition, length) -> lengths.put(partition, Replies.number(length)));
        return lengths;
    }

    private interface Key {
        String of(Partition partition);
    }
}
