package io.arauto.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks whoever listens on a port of the loopback interface whether it is the Redis process that is meant, and serves. While it
 * still loads its data it does not, and another server that has the port already answers with another process id.
 */
final class RedisPing {

    private static final int LIMIT_MILLIS = 2_000;
    private static final int LINES_OF_INFO = 40;

    private RedisPing() {}

    static boolean answers(int port, long pid) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write("PING\r\nINFO server\r\nQUIT\r\n".getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return "+PONG".equals(answer.readLine())
                    && answer.lines().limit(LINES_OF_INFO).anyMatch(("process_id:" + pid)::equals);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
