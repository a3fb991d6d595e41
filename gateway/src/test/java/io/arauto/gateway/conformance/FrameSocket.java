package io.arauto.gateway.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.arauto.testkit.SocketText;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.regex.Pattern;

/** A WebSocket whose frames are written and read as they are, reserved bits and all. */
final class FrameSocket implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASKED = 0x80;
    private static final Pattern EXTENSIONS = Pattern.compile("(?i)\r\nsec-websocket-extensions: ([^\r]*)");

    private final Socket socket;
    private final String answer;
    private final DataInputStream in;

    /** @param first fin, reserved bits and opcode */
    record Received(int first, Buffer payload) {
        byte[] bytes() {
            return payload.getBytes();
        }

        /** Its status, of a close frame. */
        int status() {
            return payload.getUnsignedShort(0);
        }
    }

    private FrameSocket(Socket socket, String answer) throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** @param extensions what the client offers */
    static FrameSocket open(int port, String target, String extensions) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.getOutputStream().write(handshake(target, extensions).getBytes(ISO_8859_1));
        return new FrameSocket(socket, SocketText.until(socket, "\r\n\r\n"));
    }

    static String handshake(String target, String extensions) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (extensions.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n") + "\r\n";
    }

    /** What the server has agreed to. */
    Optional<String> extensions() {
        var found = EXTENSIONS.matcher(answer);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    void sends(int first, byte[] payload) throws IOException {
        socket.getOutputStream().write(frame(first, payload));
    }

    /** Masked with zeros. */
    static byte[] frame(int first, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(first);
        if (payload.length < LENGTH_16) {
            out.write(MASKED | payload.length);
        } else if (payload.length <= 0xffff) {
            out.write(MASKED | LENGTH_16);
            out.writeShort(payload.length);
        } else {
            out.write(MASKED | LENGTH_64);
            out.writeLong(payload.length);
        }
        out.writeInt(0);
        out.write(payload);
        return bytes.toByteArray();
    }

    Received next() throws IOException {
        var first = in.readUnsignedByte();
        var length = in.readUnsignedByte();
        var payload = new byte
                [switch (length) {
                    case LENGTH_16 -> in.readUnsignedShort();
                    case LENGTH_64 -> (int) in.readLong();
                    default -> length;
                }];
        in.readFully(payload);
        return new Received(first, Buffer.buffer(payload));
    }

    /** The next frame that is no ping of Engine.IO. */
    Received nextBesidesPings() throws IOException {
        var next = next();
        while (next.payload().toString().equals("2")) {
            next = next();
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
