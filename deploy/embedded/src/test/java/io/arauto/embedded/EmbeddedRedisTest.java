package io.arauto.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

    @Test
    void whatWasWrittenSurvivesAKill() throws Exception {
        try (var redis = EmbeddedRedis.start()) {
            assertThat(ask(redis, "SET k v")).isEqualTo("+OK");

            redis.kill();
            assertThat(RedisPing.answers(redis.port(), redis.pid())).isFalse();
            redis.restart();

            assertThat(ask(redis, "EXISTS k")).isEqualTo(":1");
        }
    }

    @Test
    void aSuspendedServerAcceptsConnectionsAndSaysNothing() throws Exception {
        try (var redis = EmbeddedRedis.start()) {
            redis.suspend();
            assertThat(RedisPing.answers(redis.port(), redis.pid())).isFalse();

            redis.resume();
            assertThat(ask(redis, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void closingLeavesNeitherProcessNorDirectory() {
        var redis = EmbeddedRedis.start();
        var process = ProcessHandle.of(redis.pid()).orElseThrow();
        var directory = directory(redis);
        assertThat(directory).exists();

        redis.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void aChosenDirectoryIsKeptAndFoundAgain(@TempDir Path directory) throws Exception {
        var options = ServerOptions.TEMPORARY.in(directory);
        try (var redis = EmbeddedRedis.start(options)) {
            ask(redis, "SET k v");
        }
        try (var redis = EmbeddedRedis.start(options)) {
            assertThat(ask(redis, "EXISTS k")).isEqualTo(":1");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var redis = EmbeddedRedis.start()) {
            assertThatThrownBy(() -> EmbeddedRedis.start(ServerOptions.TEMPORARY.onPort(redis.port()))
                            .close())
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("port " + redis.port())
                    .hasMessageContaining("in use");
        }
    }

    private static Path directory(EmbeddedRedis redis) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("CONFIG GET dir\r\n".getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return in.lines()
                    .limit(5)
                    .reduce((a, b) -> b)
                    .map(Path::of)
                    .filter(Files::exists)
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
