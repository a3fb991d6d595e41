package io.arauto.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** One connection through a {@link FaultyLink}: two sockets, and for each direction a reader and a writer. */
final class Wire {

    private static final int PIECES_UNDER_WAY = 256;
    private static final Piece END = new Piece(ByteBuffer.allocate(0), 0);

    private final Socket client;
    private final Socket server;
    private final Valve valve;
    private final Consumer<Wire> onEnd;

    Wire(Socket client, Socket server, Valve valve, Consumer<Wire> onEnd) throws IOException {
        this.client = client;
        this.server = server;
        this.valve = valve;
        this.onEnd = onEnd;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    private record Piece(ByteBuffer bytes, long due) {
        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    void start() {
        carry(client, server);
        carry(server, client);
    }

    private void carry(Socket from, Socket to) {
        var underWay = new ArrayBlockingQueue<Piece>(PIECES_UNDER_WAY);
        Thread.ofVirtual().name("wire-reader").start(() -> read(from, underWay));
        Thread.ofVirtual().name("wire-writer").start(() -> write(underWay, to));
    }

    private void read(Socket from, BlockingQueue<Piece> underWay) {
        var buffer = new byte[16 * 1024];
        try {
            for (var n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                underWay.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(buffer, n)), valve.due()));
            }
            underWay.put(END);
        } catch (IOException e) {
            cut();
            underWay.offer(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(BlockingQueue<Piece> underWay, Socket to) {
        try {
            for (var piece = underWay.take(); !piece.isEnd(); piece = underWay.take()) {
                valve.awaitPassage(piece.due());
                to.getOutputStream().write(piece.bytes().array());
            }
            to.shutdownOutput();
            if (client.isOutputShutdown() && server.isOutputShutdown()) {
                end();
            }
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws IOException {
        client.close();
        server.close();
        onEnd.accept(this);
    }

    /** Both sides see a reset. */
    void cut() {
        reset(client);
        reset(server);
        onEnd.accept(this);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
