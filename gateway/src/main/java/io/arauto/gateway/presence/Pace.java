package io.arauto.gateway.presence;

import io.arauto.gateway.engineio.EngineConfig;
import java.time.Duration;

/**
 * How much clients are told at a time.
 *
 * @param mostCharacters of one event or answer
 * @param unheard how long a client may have been cut off before its connection ends: what it was sent meanwhile it may not have got
 */
record Pace(int mostCharacters, Duration unheard) {
    private static final int MOST_CHARACTERS = 256 * 1024;
    /** Of what may wait for a client before it counts as slow. */
    private static final int SHARE_OF_SEND_QUEUE = 4;

    static Pace of(EngineConfig engine) {
        return new Pace(
                Math.min(MOST_CHARACTERS, engine.sendQueueBytes() / SHARE_OF_SEND_QUEUE),
                engine.pingInterval().plus(engine.pingTimeout()));
    }
}
