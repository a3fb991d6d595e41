package io.arauto.broker.redis;

import io.vertx.redis.client.Response;
import java.util.Objects;

/** Reads the replies of this library's own scripts, whose shape is known. */
public final class Replies {
    private Replies() {}

    /** An integer reply at {@code index} of an array. */
    public static long number(Response array, int index) {
        return number(array.get(index));
    }

    /** An integer reply. */
    public static long number(Response integer) {
        return Objects.requireNonNull(integer.toLong());
    }

    /** A reply of 1 for true, 0 for false. */
    public static boolean flag(Response integer) {
        return number(integer) == 1;
    }

    /** As {@link #flag(Response)}, at {@code index} of an array. */
    public static boolean flag(Response array, int index) {
        return number(array, index) == 1;
    }
}
