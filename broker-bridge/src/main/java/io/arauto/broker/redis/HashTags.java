package io.arauto.broker.redis;

import java.nio.charset.StandardCharsets;

/**
 * Hash tags whose slots lie evenly over the 16,384 of Redis Cluster, so that partitions are shared out fairly whatever the number of
 * masters. Tags like {@code p0…p255} are not: by chance some masters would get half as many again as others.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis cluster specification</a>
 */
final class HashTags {
    private static final int SLOTS = 16_384;

    private HashTags() {}

    /** For each of {@code count} equal ranges of slots the first of the texts 0, 1, 2 … z, 10 … that falls into its middle. */
    static String[] balanced(int count) {
        var tags = new String[count];
        var range = SLOTS / count;
        for (int candidate = 0, found = 0; found < count; candidate++) {
            var tag = Integer.toString(candidate, Character.MAX_RADIX);
            var slot = slot(tag);
            if (slot % range == range / 2 && tags[slot / range] == null) {
                tags[slot / range] = tag;
                found++;
            }
        }
        return tags;
    }

    /** In which of {@code count} equal ranges a slot is. */
    static int range(int slot, int count) {
        return slot / (SLOTS / count);
    }

    /** What decides the slot of a key or channel of this library. */
    static String of(String name) {
        return name.substring(name.indexOf('{') + 1, name.indexOf('}'));
    }

    /** CRC16/XMODEM of the tag modulo 16,384. */
    static int slot(String tag) {
        var crc = 0;
        for (var octet : tag.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= (octet & 0xff) << 8;
            for (var bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
            }
            crc &= 0xffff;
        }
        return crc % SLOTS;
    }
}
