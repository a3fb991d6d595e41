package io.arauto.loadtest.lean;

import io.vertx.core.json.JsonObject;

/** Whom a message is for. */
enum Audience {
    /** All members, in one channel. */
    ALL {
        @Override
        JsonObject address(long number, int members) {
            return new JsonObject().put("channel", "geral");
        }

        @Override
        int receivers(int members) {
            return members;
        }
    },
    /** One member, each in turn. */
    ONE {
        @Override
        JsonObject address(long number, int members) {
            return new JsonObject().put("to", String.valueOf(number % members + 1));
        }

        @Override
        int receivers(int members) {
            return 1;
        }
    };

    /** Where message {@code number} goes, as {@code chat:send} takes it. */
    abstract JsonObject address(long number, int members);

    abstract int receivers(int members);
}
