package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParcelTest {
    private final Parcel empty = Parcel.empty();
    private final byte[] one = Frame.text("one").webSocketBytes();
    private final byte[] two = Frame.binary(Buffer.buffer("two")).webSocketBytes();
    private final byte[] three = Frame.text("three".repeat(100)).webSocketBytes();

    @Test
    void itsBytesAreThoseOfItsFramesInOrder() {
        var parcel = empty.with(one).with(two).with(three);

        assertThat(bytes(parcel)).isEqualTo(joined(one, two, three)).hasSize(parcel.size());
    }

    @Test
    void socketsThatGetTheSameFramesGetTheSameParcel() {
        var first = empty.with(one);
        var second = empty.with(one);

        assertThat(second).isSameAs(first);
        assertThat(second.with(two)).isSameAs(first.with(two));
    }

    @Test
    void whoGoesOnOtherwiseGetsAnotherParcel() {
        var all = empty.with(one);
        var some = all.with(two);
        var others = all.with(three);

        assertThat(bytes(all)).isEqualTo(joined(one));
        assertThat(bytes(some)).isEqualTo(joined(one, two));
        assertThat(bytes(others)).isEqualTo(joined(one, three));
        assertThat(bytes(all.with(two))).isEqualTo(joined(one, two));
    }

    @Test
    void theSameFrameTwiceIsSentTwice() {
        assertThat(bytes(empty.with(one).with(one))).isEqualTo(joined(one, one));
    }

    @Test
    void socketsThatGetTheSameParcelGetTheSameBytes() {
        var parcel = empty.with(one).with(two);

        assertThat(parcel.bytes()).isSameAs(parcel.bytes());
        parcel.release();
    }

    @Test
    void whatStillWaitsOutlivesTheParcel() {
        var parcel = empty.with(one);
        var waits = parcel.bytes().retainedSlice(1, one.length - 1);
        parcel.release();

        assertThat(ByteBufUtil.getBytes(waits)).isEqualTo(Arrays.copyOfRange(one, 1, one.length));
        assertThat(waits.release()).isTrue();
    }

    private static byte[] bytes(Parcel parcel) {
        var bytes = ByteBufUtil.getBytes(parcel.bytes());
        parcel.release();
        return bytes;
    }

    private static byte[] joined(byte[]... frames) {
        var whole = Buffer.buffer();
        Stream.of(frames).forEach(frame -> whole.appendBytes(frame));
        return whole.getBytes();
    }
}
