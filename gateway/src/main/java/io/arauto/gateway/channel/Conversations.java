package io.arauto.gateway.channel;

import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;

/** Finds the conversation that a request names, for one who may take part in it. */
public final class Conversations {
    private final Channels channels;

    public Conversations(Channels channels) {
        this.channels = channels;
    }

    /** By {@code channel} or {@code to}, for one who may chat there. */
    public Conversation toWrite(Identity user, Payload payload) {
        if (isDirect(payload, "to")) {
            return Conversation.of(chatting(user, DirectChannel.between(user.userId(), userId(payload, "to"))));
        }
        var name = channelName(payload);
        return DirectChannel.parse(name)
                .map(direct -> Conversation.of(chatting(user, direct.readableBy(user))))
                .orElseGet(() -> Conversation.in(channels.chattable(user, name)));
    }

    /** By {@code channel} or {@code with}, for one who may read there. */
    public Conversation toRead(Identity user, Payload payload) {
        if (isDirect(payload, "with")) {
            return Conversation.of(DirectChannel.between(user.userId(), userId(payload, "with")));
        }
        var name = channelName(payload);
        return DirectChannel.parse(name)
                .map(direct -> Conversation.of(direct.readableBy(user)))
                .orElseGet(() -> Conversation.in(channels.readable(user, name)));
    }

    /** Whether a request names a user, in {@code field}; what names a channel too could reach others than those it was meant for. */
    public static boolean isDirect(Payload payload, String field) {
        if (payload.has(field) && payload.has("channel")) {
            throw Refusal.invalid(field, "nothing when there is a channel");
        }
        return payload.has(field);
    }

    public static String userId(Payload payload, String field) {
        return payload.id(field, UserIds::isValid, "a user id");
    }

    /** The {@code channel} of a request; whether there is one of that name is another question. */
    public static String channelName(Payload payload) {
        return payload.text("channel", 100);
    }

    private static DirectChannel chatting(Identity user, DirectChannel direct) {
        if (user.mayChat()) {
            return direct;
        }
        throw Refusal.forbidden("no permission to chat");
    }
}
