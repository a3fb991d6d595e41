package io.arauto.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestRedisTest {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis("--maxmemory", "50mb");

    @Test
    void takesArgumentsAndCanBeKilledAndStartedAgain() throws Exception {
        assertThat(ask("CONFIG GET maxmemory", 5)).isEqualTo("52428800");

        REDIS.server().kill();
        REDIS.server().restart();

        assertThat(ask("PING", 1)).isEqualTo("+PONG");
    }

    private static String ask(String command, int line) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), REDIS.server().port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return answer.lines().skip(line - 1).findFirst().orElseThrow();
        }
    }
}
