package io.arauto.gateway.engineio;

/** A way for packets to reach a client. Used on the event loop of its socket. */
interface Transport {
    String name();

    /** Queues a packet; it goes out at the end of this event-loop tick, or with the next poll. */
    void send(Frame frame);

    /** What waits here or in the kernel's way to be read by the client, in bytes. */
    long pendingBytes();

    /** Sends what is queued and says good-bye. */
    void close();

    /** The peer has said good-bye. */
    void peerClosed();
}
