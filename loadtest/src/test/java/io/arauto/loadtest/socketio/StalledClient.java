package io.arauto.loadtest.socketio;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that joins and then reads nothing more: Gatling's always read. Over plain HTTP only. */
public final class StalledClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 4_096;
    private static final int PATIENCE_MILLIS = 10_000;
    private final Socket socket = new Socket();

    private StalledClient() {}

    public static StalledClient join(URI url, String token) {
        var client = new StalledClient();
        try {
            client.socket.setReceiveBufferSize(RECEIVE_BUFFER);
            client.socket.setSoTimeout(PATIENCE_MILLIS);
            client.socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
            client.write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + url.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            client.readUntil("\"sid\"");
            client.write(frame("40" + new JsonObject().put("token", token).encode()));
            client.readUntil("42[\"session\"");
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One masked text frame (RFC 6455, section 5.2), with a mask of zeros. */
    private static byte[] frame(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[8 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 8, payload.length);
        return frame;
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private void readUntil(String text) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after " + seen);
            }
            seen.append((char) next);
        }
    }

    /** Reads what is left in the buffers: whether the end comes after it, rather than silence. */
    public boolean isCutOff() {
        try {
            socket.setSoTimeout(1_000);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
