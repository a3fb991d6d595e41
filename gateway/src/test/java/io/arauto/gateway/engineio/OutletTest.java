package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.net.NetSocketInternal;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutletTest {
    private static final int LIMIT_SECONDS = 10;
    /** All of it is more than the buffers of sockets and network take. */
    private static final int PIECES = 400;

    private static final int PIECE_BYTES = 50_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final CompletableFuture<ChannelHandlerContext> accepted = new CompletableFuture<>();
    private Socket client;
    private ChannelHandlerContext server;

    @BeforeEach
    void connect() throws Exception {
        var listening = vertx.createNetServer()
                .connectHandler(socket -> accepted.complete(((NetSocketInternal) socket).channelHandlerContext()))
                .listen(0)
                .await(LIMIT_SECONDS, TimeUnit.SECONDS);
        client = new Socket(InetAddress.getLoopbackAddress(), listening.actualPort());
        server = accepted.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whatIsTakenAtOnceLeavesNothingToWaitFor() throws Exception {
        var outlet = outlet();

        write(outlet, piece(1));

        assertThat(client.getInputStream().readNBytes(PIECE_BYTES)).containsOnly(1);
        assertThat(outlet.pendingBytes()).isZero();
    }

    @Test
    void aClientThatReadsLateGetsAllInOrderWhoeverWroteIt() throws Exception {
        var loop = server.channel().eventLoop();
        var outlet = outlet();
        var written = new ByteArrayOutputStream();
        for (var number = 0; number < PIECES; number++) {
            var piece = piece(number);
            written.write(piece.array());
            if (number % 10 == 0) {
                on(loop, () -> server.writeAndFlush(piece));
            } else {
                write(outlet, piece);
            }
        }
        assertThat(outlet.pendingBytes()).isPositive();

        assertThat(client.getInputStream().readNBytes(PIECES * PIECE_BYTES)).isEqualTo(written.toByteArray());
    }

    @Test
    void nothingIsTakenAfterTheEnd() throws Exception {
        var outlet = outlet();
        server.channel().close().sync();

        write(outlet, piece(1));

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    private Outlet outlet() throws Exception {
        var loop = server.channel().eventLoop();
        return on(loop, () -> new Outlet(server, loop));
    }

    private void write(Outlet outlet, ByteBuf piece) throws Exception {
        var bytes = Unpooled.directBuffer(PIECE_BYTES).writeBytes(piece);
        try {
            server.channel().eventLoop().submit(() -> outlet.write(bytes)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            bytes.release();
        }
    }

    private static ByteBuf piece(int number) {
        return Unpooled.buffer(PIECE_BYTES).writerIndex(PIECE_BYTES).setBytes(0, bytes(number));
    }

    private static byte[] bytes(int number) {
        var bytes = new byte[PIECE_BYTES];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static <T> T on(EventLoop loop, Callable<T> action) throws Exception {
        return loop.submit(action).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
