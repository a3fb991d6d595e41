package io.arauto.broker.redis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place that knows which server holds which partition: of several that know nothing of each other, each every n-th. */
final class ShardMap {
    private final Shard[] byPartition;

    ShardMap(List<Shard> servers) {
        byPartition = Partition.all()
                .map(partition -> servers.get(partition.number() % servers.size()))
                .toArray(Shard[]::new);
    }

    Shard of(Partition partition) {
        return byPartition[partition.number()];
    }

    /** Those that hold partitions. */
    Set<Shard> all() {
        return Stream.of(byPartition).collect(Collectors.toUnmodifiableSet());
    }
}
