package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connected client, which answers pings and passes on everything else. */
final class Member {
    private static final int MASKED = 0x80;
    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_16 = 126;

    private final NetSocket socket;
    private final Promise<Member> joined = Promise.promise();
    private final Consumer<Buffer> frames;
    private final JsonObject connect;
    private @Nullable Promise<Void> asked;

    private Member(NetSocket socket, JsonObject connect, Consumer<Buffer> frames) {
        this.socket = socket;
        this.connect = connect;
        this.frames = frames;
    }

    /** For any number of members of one server, of whose certificate nothing is asked. */
    static NetClient client(Vertx vertx, URI url) {
        return vertx.createNetClient(new NetClientOptions()
                .setTcpNoDelay(true)
                .setSsl("https".equals(url.getScheme()))
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm(""));
    }

    /** Completes when the session is there. */
    static Future<Member> join(NetClient client, URI url, String token, Consumer<Buffer> frames) {
        return join(client, url, new JsonObject().put("token", token), frames);
    }

    /** @param connect what it says when it connects: its token, and where it left off */
    static Future<Member> join(NetClient client, URI url, JsonObject connect, Consumer<Buffer> frames) {
        return client.connect(url.getPort(), url.getHost()).compose(socket -> {
            var member = new Member(socket, connect, frames);
            socket.handler(new FrameReader(member::receive)::read);
            socket.closeHandler(_ -> member.joined.tryFail("closed before the session"));
            socket.write("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            return member.joined.future();
        });
    }

    private void receive(Buffer frame) {
        switch (frame.getByte(0)) {
            case '0' -> send("40" + connect.encode());
            case '2' -> send("3");
            default -> {
                if (!joined.future().isComplete() && frame.toString().startsWith("42[\"session\"")) {
                    joined.complete(this);
                }
                var answered = asked;
                if (answered != null && isAck(frame)) {
                    asked = null;
                    answered.complete();
                }
                frames.accept(frame);
            }
        }
    }

    static boolean isAck(Buffer frame) {
        return frame.length() > 2 && frame.getByte(0) == '4' && frame.getByte(1) == '3';
    }

    /** Sends a packet that is to be acked, one at a time; completes when it is. */
    Future<Void> ask(String packet) {
        Promise<Void> answer = Promise.promise();
        asked = answer;
        send(packet);
        return answer.future();
    }

    /** As one masked text frame, with a mask of zeros. */
    void send(String text) {
        var payload = Buffer.buffer(text);
        var frame = Buffer.buffer(payload.length() + 8).appendByte((byte) FINAL_TEXT);
        if (payload.length() < LENGTH_16) {
            frame.appendByte((byte) (MASKED | payload.length()));
        } else {
            frame.appendByte((byte) (MASKED | LENGTH_16)).appendUnsignedShort(payload.length());
        }
        socket.write(frame.appendInt(0).appendBuffer(payload));
    }

    void leave() {
        socket.close();
    }
}
