package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.Tenant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashTagsTest {
    private static final int SLOTS = 16_384;

    @ParameterizedTest
    @CsvSource({"123456789, 12739", "foo, 12182", "user1000, 3443"})
    void slotsAreThoseOfRedisCluster(String key, int slot) {
        assertThat(HashTags.slot(key)).isEqualTo(slot);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 256})
    void partitionsAreSharedOutFairlyOverAnyNumberOfMasters(int masters) {
        var shares = Partition.all()
                .collect(Collectors.groupingBy(
                        partition -> HashTags.slot(partition.tag()) * masters / SLOTS, Collectors.counting()));

        var fair = Partition.COUNT / masters;
        assertThat(shares).hasSize(masters);
        assertThat(shares.values()).allMatch(share -> share >= fair && share <= fair + 1);
    }

    @Test
    void tagsAreAllDifferentAndNeverChange() {
        var tags = Partition.all().map(Partition::tag).toList();

        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("[0-9a-z]{1,4}"));
        assertThat(Arrays.hashCode(tags.toArray())).isEqualTo(-168476989);
    }

    @Test
    void tenantsKeepTheirPartitionForEverAndLieOnAll() {
        assertThat(Partition.of(new Tenant("acme")).number()).isEqualTo(62);
        assertThat(Partition.of(new Tenant("demo")).number()).isEqualTo(160);

        var counts = IntStream.range(0, 25_600)
                .mapToObj(number -> Partition.of(new Tenant("tenant-" + number)))
                .collect(Collectors.groupingBy(partition -> partition, Collectors.counting()));
        assertThat(counts).hasSize(Partition.COUNT);
        assertThat(counts.values()).allMatch(count -> count > 50 && count < 200);
    }
}
