package io.arauto.broker.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.Test;

class GatheredCommandsTest {
    private final GatheredCommands commands = new GatheredCommands();

    @Test
    void leaveInOrderAsArraysOfBulkStrings() {
        commands.add(Request.cmd(Command.GET).arg("chave-é"));
        commands.add(Request.cmd(Command.PING));
        commands.add(Request.cmd(Command.SET).arg("a").arg("").arg(1_234_567_890));

        assertThat(taken().lines())
                .containsExactly(
                        "*2",
                        "$3",
                        "get",
                        "$8",
                        "chave-é",
                        "*1",
                        "$4",
                        "ping",
                        "*4",
                        "$3",
                        "set",
                        "$1",
                        "a",
                        "$0",
                        "",
                        "$10",
                        "1234567890");
    }

    @Test
    void areGoneOnceTheyAreTaken() {
        commands.add(Request.cmd(Command.PING));
        taken();
        assertThat(commands.isEmpty()).isTrue();

        commands.add(Request.cmd(Command.TIME));
        assertThat(taken()).isEqualTo("*1\r\n$4\r\ntime\r\n");
    }

    @Test
    void mayBeOfAnyLength() {
        var value = "v".repeat(1_000_000);
        commands.add(Request.cmd(Command.PING));
        commands.add(Request.cmd(Command.SET).arg("a").arg(value));

        assertThat(commands.size()).isGreaterThan(value.length());
        assertThat(taken())
                .isEqualTo("*1\r\n$4\r\nping\r\n*3\r\n$3\r\nset\r\n$1\r\na\r\n$1000000\r\n" + value + "\r\n");
    }

    private String taken() {
        var bytes = commands.take();
        try {
            return bytes.toString(UTF_8);
        } finally {
            bytes.release();
        }
    }
}
