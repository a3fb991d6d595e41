package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Some messages of one tick to all members of a channel, as far as the system calls: to be divided by messages and members. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParcelBenchmark {
    @Param({"1", "10", "100", "1000", "10000"})
    public int members;

    @Param({"1", "32"})
    public int messages;

    private final Buffer body =
            Buffer.buffer("2[\"chat:message\",{\"text\":\"" + "x".repeat(140) + "\"},\"1763900000123-4\"]");

    @Benchmark
    public long fanOut() {
        var gathered = new Parcel[members];
        var empty = Parcel.empty();
        Arrays.fill(gathered, empty);
        for (var message = 0; message < messages; message++) {
            var frame = Frame.text(body, false).webSocketBytes();
            for (var member = 0; member < members; member++) {
                gathered[member] = gathered[member].with(frame);
            }
        }
        var bytes = 0L;
        for (var parcel : gathered) {
            bytes += parcel.bytes().readableBytes();
        }
        gathered[0].release();
        return bytes;
    }
}
