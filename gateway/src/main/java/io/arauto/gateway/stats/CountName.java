package io.arauto.gateway.stats;

import java.util.Optional;

/** What is counted of a tenant, by the names under which Redis has it. */
final class CountName {
    static final String MESSAGES = "messages";
    static final String NOTIFICATIONS = "notifications";
    /** Events handed to sockets, once for each. */
    static final String DELIVERED = "delivered";
    /** The milliseconds that these took, in all. */
    static final String MILLISECONDS = "milliseconds";
    /** Sessions that came back and could not be told what they had missed. */
    static final String UNRECOVERED = "unrecovered";

    private static final String CHANNEL = "channel:";

    private CountName() {}

    /** Messages of one channel. */
    static String ofChannel(String channel) {
        return CHANNEL + channel;
    }

    /** The channel whose messages a count is of. */
    static Optional<String> channelOf(String name) {
        return name.startsWith(CHANNEL) ? Optional.of(name.substring(CHANNEL.length())) : Optional.empty();
    }
}
