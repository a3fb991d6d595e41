package io.arauto.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Tells a Redis server of the loopback interface something, in the words of {@code redis-cli}, over a connection of its own. */
final class RedisTalk {

    private static final int LIMIT_MILLIS = 2_000;

    private RedisTalk() {}

    /** The answer, when it is a text or a number. */
    static String ask(int port, String command) {
        return talk(port, command, RedisTalk::text);
    }

    /** The answer, when it is an array of these. */
    static List<String> list(int port, String command) {
        return talk(port, command, in -> {
            var list = new ArrayList<String>();
            for (var left = Integer.parseInt(line(in).substring(1)); left > 0; left--) {
                list.add(text(in));
            }
            return list;
        });
    }

    private interface Answer<T> {
        T read(InputStream in) throws IOException;
    }

    private static <T> T talk(int port, String command, Answer<T> answer) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return answer.read(socket.getInputStream());
        } catch (IOException e) {
            throw new EmbeddedServerException(command, e);
        }
    }

    private static String text(InputStream in) throws IOException {
        var head = line(in);
        return switch (head.charAt(0)) {
            case '+', ':' -> head.substring(1);
            case '$' -> {
                var text = new String(in.readNBytes(Integer.parseInt(head.substring(1))), UTF_8);
                line(in);
                yield text;
            }
            default -> throw new IOException(head);
        };
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("no answer");
            }
            line.append((char) octet);
        }
        return line.toString().trim();
    }
}
