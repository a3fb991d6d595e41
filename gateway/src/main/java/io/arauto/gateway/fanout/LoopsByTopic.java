package io.arauto.gateway.fanout;

import io.arauto.broker.TopicAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** Which event loops of this node have members of a topic, as a set of bits; the one table that loops share. */
final class LoopsByTopic {
    static final int MOST_LOOPS = Long.SIZE;

    private final ConcurrentHashMap<TopicAddress, Long> loops = new ConcurrentHashMap<>();

    void add(TopicAddress topic, int loop) {
        loops.merge(topic, 1L << loop, (one, other) -> one | other);
    }

    void remove(TopicAddress topic, int loop) {
        loops.computeIfPresent(topic, (_, set) -> (set & ~(1L << loop)) == 0 ? null : set & ~(1L << loop));
    }

    void forEach(TopicAddress topic, IntConsumer action) {
        for (var rest = loops.getOrDefault(topic, 0L); rest != 0; rest &= rest - 1) {
            action.accept(Long.numberOfTrailingZeros(rest));
        }
    }
}
