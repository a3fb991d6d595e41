package io.arauto.gateway.session;

import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.socketio.ClientSocket;
import io.arauto.gateway.socketio.OutboundPacket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spares a client that does not keep up what it need not know any more: while it is behind, changes of data wait, and of each record only the
 * newest. What comes after them waits behind them, so that ids stay in order, and a resume sends again whatever was left out and did not arrive
 * in a newer form. Lives on the client's event loop.
 */
final class SlowConsumer {
    private static final long BEHIND_BYTES = 65_536;
    /** More than so much does not wait here; then the bound of the socket decides. */
    private static final long MOST_BYTES = 262_144;

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ClientSocket socket;
    private Map<Object, Waiting> waiting = Map.of();
    private long bytes;
    private boolean isLooking;

    private record Waiting(int bytes, OutboundPacket packet) {}

    SlowConsumer(ClientSocket socket) {
        this.socket = socket;
    }

    void emit(EventContent content, OutboundPacket packet) {
        if (waiting.isEmpty() && !(content.isChangeOfData() && isBehind(socket))) {
            socket.emit(packet);
        } else {
            hold(content, packet);
        }
    }

    /** Whether its changes of data are to wait. */
    static boolean isBehind(ClientSocket socket) {
        return socket.pendingBytes() > BEHIND_BYTES;
    }

    private void hold(EventContent content, OutboundPacket packet) {
        lookAgain();
        if (waiting.isEmpty()) {
            waiting = new LinkedHashMap<>();
        }
        var key = key(content);
        var older = waiting.remove(key);
        waiting.put(key, new Waiting(content.length(), packet));
        bytes += content.length() - (older == null ? 0 : older.bytes());
        if (bytes > MOST_BYTES) {
            release();
        }
    }

    /** The same for changes of the same record, and for nothing else. */
    private static Object key(EventContent content) {
        if (content.isChangeOfData()) {
            var record = content.payload().getValue("record");
            if (record != null) {
                return content.payload().getString("module") + ' ' + record;
            }
        }
        return new Object();
    }

    /** However often it is called, until then, once. */
    private void lookAgain() {
        if (!isLooking) {
            isLooking = true;
            socket.context().owner().setTimer(LOOK_AGAIN_MILLIS, _ -> {
                isLooking = false;
                if (isBehind(socket) && !waiting.isEmpty() && !socket.isGone()) {
                    lookAgain();
                } else {
                    release();
                }
            });
        }
    }

    private void release() {
        waiting.values().forEach(event -> socket.emit(event.packet()));
        waiting = Map.of();
        bytes = 0;
    }
}
