package io.arauto.embedded;

/** A Redis server of one's own, to use and to break. Each call returns when it has taken effect. */
public interface RedisServer extends AutoCloseable {

    int port();

    /** As {@code REDIS_URL} takes it. */
    default String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** {@code kill -9}. */
    void kill();

    /** Stops it dead in its tracks: its sockets stay open and nothing answers. */
    void suspend();

    /** After {@link #suspend()}. */
    void resume();

    /** After {@link #kill()}: on the same port and data; returns when it answers. */
    void restart();

    /** Ends it in an orderly way and removes its data, unless told to keep it. */
    @Override
    void close();
}
