package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket is to be sent at the end of a tick: the frames of a shorter parcel, and one more. Sockets of an event loop that get the
 * same frames, as the members of a channel do, get the same parcel; so its bytes are put together once for all of them.
 */
final class Parcel {
    private final @Nullable Parcel shorter;
    private final byte[] last;
    private final int size;
    private byte @Nullable [] next;
    private @Nullable Parcel longer;
    private @Nullable ByteBuf bytes;

    private Parcel(@Nullable Parcel shorter, byte[] last, int size) {
        this.shorter = shorter;
        this.last = last;
        this.size = size;
    }

    static Parcel empty() {
        return new Parcel(null, new byte[0], 0);
    }

    /** In bytes. */
    int size() {
        return size;
    }

    /** All that go on with the same frame, the very same bytes, one after the other, get the same parcel. */
    @SuppressWarnings("ReferenceEquality")
    Parcel with(byte[] frame) {
        var known = longer;
        if (known != null && frame == next) {
            return known;
        }
        var fresh = new Parcel(this, frame, size + frame.length);
        next = frame;
        longer = fresh;
        return fresh;
    }

    /** Its frames, in order; put together for the first socket that asks, and the same for all of them. */
    ByteBuf bytes() {
        var known = bytes;
        if (known == null) {
            known = encoded();
            bytes = known;
        }
        return known;
    }

    boolean isWhole() {
        return bytes != null;
    }

    private ByteBuf encoded() {
        var whole = ByteBufAllocator.DEFAULT.directBuffer(size, size).writerIndex(size);
        for (var part = this; part.shorter != null; part = part.shorter) {
            whole.setBytes(part.size - part.last.length, part.last);
        }
        return whole;
    }

    /** Nobody will ask for its bytes any more; what still waits of them lives on. */
    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
