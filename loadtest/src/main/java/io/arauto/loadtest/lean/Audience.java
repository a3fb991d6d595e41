package io.arauto.loadtest.lean;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Whom a message is for. */
enum Audience {
    /** All members, in one channel. */
    ALL {
        @Override
        String message(long number, int members, String text) {
            return event("chat:send", new JsonObject().put("channel", "geral").put("text", text));
        }

        @Override
        int receivers(int members) {
            return members;
        }
    },
    /** One member, each in turn: each follows a module of its own. */
    ONE {
        @Override
        Optional<String> wish(int member) {
            return Optional.of(event("data-sync:subscribe", module(member)));
        }

        @Override
        String message(long number, int members, String text) {
            return event(
                    "data-sync",
                    module(number % members + 1)
                            .put("action", "update")
                            .put("data", new JsonObject().put("text", text)));
        }

        @Override
        int receivers(int members) {
            return 1;
        }

        private static JsonObject module(long member) {
            return new JsonObject().put("module", "module-" + member);
        }
    };

    /** What a member asks for when it is there, if it gets its messages no other way: a packet to be acked. */
    Optional<String> wish(int member) {
        return Optional.empty();
    }

    /** Message {@code number}: a packet to be acked. */
    abstract String message(long number, int members, String text);

    abstract int receivers(int members);

    private static String event(String name, JsonObject payload) {
        return "420[\"" + name + "\"," + payload.encode() + "]";
    }
}
