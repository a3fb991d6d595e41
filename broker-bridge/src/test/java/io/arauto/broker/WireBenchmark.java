package io.arauto.broker;

import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done for each message that comes from Redis, and for each that goes there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBenchmark {
    private final Tenant tenant = new Tenant("abc123");
    private final Topic topic = Topic.channel("vendas");
    private final TopicAddress address = new TopicAddress(tenant, topic);
    private final Buffer event = Buffer.buffer(
            "E 1763900000123-4 1763900000120-0 "
                    + "2[\"chat:message\",{\"id\":\"1763900000123-4\",\"channel\":\"vendas\",\"text\":\"Nova venda\"},\"1763900000123-4\"]");

    @Benchmark
    public Object partitionOfTenant() {
        return Partition.of(tenant);
    }

    @Benchmark
    public Object keysOfPublication() {
        var keys = TenantKeys.of(tenant);
        return keys.outbox().length()
                + keys.log(topic).length()
                + keys.last(topic).length()
                + keys.channel(topic).length();
    }

    @Benchmark
    public Object eventFromRedis() {
        return WireMessage.parse(address, event);
    }

    @Benchmark
    public Object idOfText() {
        return EventId.parse("1763900000123-4");
    }
}
