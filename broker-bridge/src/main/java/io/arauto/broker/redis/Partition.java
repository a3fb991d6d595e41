package io.arauto.broker.redis;

import io.arauto.broker.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * One of the 256 places that tenants are spread over; fixed for the life of a deployment. All keys of a partition share its hash tag,
 * hence its Redis Cluster slot.
 */
public record Partition(int number) {
    public static final int COUNT = 256;

    private static final String[] TAGS = HashTags.balanced(COUNT);

    public static Partition of(Tenant tenant) {
        var hash = new CRC32();
        hash.update(tenant.name().getBytes(StandardCharsets.US_ASCII));
        return new Partition((int) (hash.getValue() % COUNT));
    }

    public static Stream<Partition> all() {
        return IntStream.range(0, COUNT).mapToObj(Partition::new);
    }

    /** Which of so many threads takes care of it: partitions of any one worker fall on all of them. */
    public int lane(int lanes) {
        return Math.floorMod((number * 0x9E3779B9) >>> 16, lanes);
    }

    /** The partition whose keys are in a slot of Redis Cluster, if any are. */
    static Partition ofSlot(int slot) {
        return new Partition(HashTags.range(slot, COUNT));
    }

    /** Of Redis Cluster. */
    public int slot() {
        return HashTags.slot(tag());
    }

    public String tag() {
        return TAGS[number];
    }
}
