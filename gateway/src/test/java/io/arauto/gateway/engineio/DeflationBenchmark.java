package io.arauto.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a data change of some rows costs to compress, and to read; says how much is left of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DeflationBenchmark {
    @Param({"10", "100", "1000"})
    public int rows;

    private final Deflation deflation = new Deflation();
    private byte[] message = {};
    private byte[] deflated = {};

    @Setup
    public void compose() {
        var random = new SplittableRandom(2026);
        var text = new StringBuilder("42[\"data-sync\",{\"module\":\"pedidos\",\"action\":\"update\",\"data\":[");
        for (var row = 0; row < rows; row++) {
            text.append("{\"numero\":%d,\"cliente\":\"Cliente %d Ltda\",\"total\":%d.%02d,\"situacao\":\"%s\"},"
                    .formatted(
                            100_000 + row,
                            random.nextInt(5_000),
                            random.nextInt(10_000),
                            random.nextInt(100),
                            random.nextBoolean() ? "aprovado" : "pendente"));
        }
        message = text.append("{}]}]").toString().getBytes(UTF_8);
        deflated = deflation.deflate(message);
        System.out.printf("%d bytes, compressed %d%n", message.length, deflated.length);
    }

    @Benchmark
    public byte[] deflate() {
        return deflation.deflate(message);
    }

    @Benchmark
    public byte[] inflate() {
        return deflation.inflate(deflated, message.length);
    }
}
