package io.arauto.gateway.socketio;

import io.arauto.gateway.event.OutgoingEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** What is done once for each message of a client: it is read, its event is encoded, and it is acked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private final String received =
            "217[\"chat:send\",{\"channel\":\"vendas\",\"text\":\"Nova venda confirmada, R$ 1.234,56\",\"clientMsgId\":\"c-1\"}]";
    private final JsonObject message = new JsonObject()
            .put("channel", "vendas")
            .put(
                    "from",
                    new JsonObject()
                            .put("userId", "1")
                            .put("username", "joao.silva")
                            .put("name", "João Silva"))
            .put("text", "Nova venda confirmada, R$ 1.234,56");
    private final JsonArray answer = new JsonArray()
            .add(new JsonObject()
                    .put("ok", new JsonObject().put("id", "1763900000123-4").put("channel", "vendas")));

    @Benchmark
    public Object decode() {
        return PacketDecoder.decode(received);
    }

    @Benchmark
    public Object encodeEvent() {
        return OutgoingEvent.created("chat:message", message);
    }

    @Benchmark
    public Object encodeAck() {
        return OutboundPacket.ack("/", 17, answer);
    }
}
