package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP long-polling: packets wait for the client's next GET, of which one may be pending, as may one POST. */
final class PollingTransport implements Transport {
    private static final String SEPARATOR = "\u001e";
    private static final String CLOSE = "1";
    private static final String NOOP = "6";

    /** A client that is about to leave has the time to do so, which ends its poll too. */
    private static final long LEAVE_MILLIS = 50;

    private final EngineSocket socket;
    private final int sendQueueBytes;
    private List<Frame> queue = new ArrayList<>();
    private long queuedBytes;
    private @Nullable PollingRequest poll;
    private boolean posting;
    private boolean answering;
    private boolean probing;
    private boolean upgrading;
    private boolean closed;
    private @Nullable String farewell;

    PollingTransport(EngineSocket socket, int sendQueueBytes) {
        this.socket = socket;
        this.sendQueueBytes = sendQueueBytes;
    }

    @Override
    public String name() {
        return "polling";
    }

    @Override
    public void send(Frame frame) {
        if (closed) {
            return;
        }
        var pending = queuedBytes + frame.size();
        if (pending > sendQueueBytes) {
            socket.close(CloseReason.SLOW_CONSUMER);
        } else if (!frame.isDroppable() || pending <= sendQueueBytes / 2) {
            queue.add(frame);
            queuedBytes = pending;
            answerAtEndOfTick();
        }
    }

    @Override
    public long pendingBytes() {
        return queuedBytes;
    }

    private void answerAtEndOfTick() {
        if (poll != null && !answering) {
            answering = true;
            socket.context().runOnContext(_ -> {
                answering = false;
                if (!closed) {
                    answer();
                }
            });
        }
    }

    private void answer() {
        var waiting = poll;
        if (waiting != null && !queue.isEmpty()) {
            poll = null;
            waiting.answer(takePayload());
        }
    }

    private String takePayload() {
        return takeQueue().stream().map(Frame::pollingText).collect(Collectors.joining(SEPARATOR));
    }

    /** What has not been sent, for the transport that replaces this one. */
    List<Frame> takeQueue() {
        var taken = queue;
        queue = new ArrayList<>();
        queuedBytes = 0;
        return taken;
    }

    /** A second GET while one is pending is an error of the client that ends the connection. */
    void onGet(PollingRequest request) {
        if (poll != null) {
            request.refuse(EngineError.BAD_REQUEST);
            socket.close(CloseReason.PARSE_ERROR);
            return;
        }
        poll = request;
        request.onAbort(socket.context(), this::aborted);
        if (upgrading) {
            endPollDuringUpgrade(request);
        } else {
            answer();
        }
    }

    /** What was in the answer is lost; a client that has moved in the meantime has lost nothing. */
    private void aborted() {
        if (socket.transport().equals(this)) {
            socket.transportEnded(CloseReason.TRANSPORT_CLOSED);
        }
    }

    private void endPollDuringUpgrade(PollingRequest request) {
        socket.context().owner().setTimer(LEAVE_MILLIS, _ -> {
            if (upgrading && request.equals(poll)) {
                releasePoll(NOOP);
            }
        });
    }

    /** Whether the body of a POST may be read now: there is one at a time. */
    boolean beginPost() {
        var first = !posting;
        posting = true;
        return first;
    }

    /** A body that could not be read. */
    void abandonPost() {
        posting = false;
    }

    /** Throws {@link ProtocolException} when the payload is malformed. */
    void endPost(Buffer payload) {
        posting = false;
        IncomingPacket.parsePayload(Utf8.decode(payload.getBytes()), socket::receive);
    }

    /** Another connection wants to take this one's place; only one at a time may. */
    boolean beginProbe() {
        var first = !probing;
        probing = true;
        return first;
    }

    /** The other connection works: the client waits for its poll to end before it moves. */
    void beginUpgrade() {
        upgrading = true;
        if (poll != null) {
            endPollDuringUpgrade(poll);
        }
    }

    /** The probe came to nothing. */
    void abandonUpgrade() {
        probing = false;
        upgrading = false;
        answer();
    }

    /** The client has moved, and polls no more. */
    void replaced() {
        closed = true;
        var waiting = poll;
        if (waiting != null) {
            poll = null;
            waiting.refuse(EngineError.BAD_REQUEST);
        }
    }

    @Override
    public void peerClosed() {
        closed = true;
        releasePoll(NOOP);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            var lastWords = queue.isEmpty() ? CLOSE : takePayload() + SEPARATOR + CLOSE;
            if (poll == null) {
                farewell = lastWords;
            } else {
                releasePoll(lastWords);
            }
        }
    }

    /** Answers with what the client had no poll pending for when its connection was closed, if this is its first poll since. */
    void onGetAfterClose(PollingRequest request) {
        var lastWords = farewell;
        if (lastWords == null) {
            request.refuse(EngineError.UNKNOWN_SESSION);
        } else {
            farewell = null;
            request.answer(lastWords);
        }
    }

    private void releasePoll(String payload) {
        var waiting = poll;
        if (waiting != null) {
            poll = null;
            waiting.answer(payload);
        }
    }
}
