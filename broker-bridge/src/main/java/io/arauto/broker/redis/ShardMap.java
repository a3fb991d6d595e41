package io.arauto.broker.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place that knows which server holds which partition. */
final class ShardMap {
    private volatile Shard[] byPartition;
    private volatile Consumer<Map<Partition, Shard>> listener = _ -> {};

    /** Each server holds every n-th partition. */
    ShardMap(List<Shard> servers) {
        byPartition = array(partition -> servers.get(partition.number() % servers.size()));
    }

    Shard of(Partition partition) {
        return byPartition[partition.number()];
    }

    /** Those that hold partitions. */
    Set<Shard> all() {
        return Stream.of(byPartition).collect(Collectors.toUnmodifiableSet());
    }

    /** Is told of partitions that have gone elsewhere, and where they were. */
    void listener(Consumer<Map<Partition, Shard>> listener) {
        this.listener = listener;
    }

    /** From now on these servers hold these partitions, and the others are where they were. */
    void move(Map<Partition, Shard> holders) {
        var left = new HashMap<Partition, Shard>();
        holders.forEach((partition, holder) -> {
            var before = of(partition);
            if (!before.equals(holder)) {
                left.put(partition, before);
            }
        });
        if (!left.isEmpty()) {
            byPartition = array(partition -> holders.getOrDefault(partition, of(partition)));
            listener.accept(left);
        }
    }

    private static Shard[] array(Function<Partition, Shard> holder) {
        return Partition.all().map(holder).toArray(Shard[]::new);
    }
}
