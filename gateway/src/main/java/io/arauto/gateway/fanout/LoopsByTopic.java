package io.arauto.gateway.fanout;

import io.arauto.broker.TopicAddress;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

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

    IntStream of(TopicAddress topic) {
        return BitSet.valueOf(new long[] {loops.getOrDefault(topic, 0L)}).stream();
    }
}
