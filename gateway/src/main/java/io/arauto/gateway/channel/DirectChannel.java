package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Refusal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The conversation of two users, filed under {@code dm:<lower id>:<higher id>}; numeric ids are compared as numbers. */
public record DirectChannel(String lower, String higher) {
    private static final String PREFIX = "dm:";
    private static final Comparator<String> ORDER =
            ((Comparator<String>) DirectChannel::byNumber).thenComparing(Comparator.naturalOrder());

    public static DirectChannel between(String one, String other) {
        return ORDER.compare(one, other) <= 0 ? new DirectChannel(one, other) : new DirectChannel(other, one);
    }

    /** Empty when {@code channel} does not name a direct conversation in its one proper form. */
    public static Optional<DirectChannel> parse(String channel) {
        var parts = channel.split(":", -1);
        if (!channel.startsWith(PREFIX)
                || parts.length != 3
                || !UserIds.isValid(parts[1])
                || !UserIds.isValid(parts[2])) {
            return Optional.empty();
        }
        return Optional.of(between(parts[1], parts[2])).filter(dm -> dm.name().equals(channel));
    }

    public String name() {
        return PREFIX + lower + ':' + higher;
    }

    /** The conversation's own log and the two users, who are reached wherever they are. */
    public List<Topic> topics() {
        var topics = new LinkedHashSet<Topic>(3);
        topics.add(Topic.channel(name()));
        topics.addAll(members());
        return List.copyOf(topics);
    }

    public List<Topic> members() {
        return lower.equals(higher) ? List.of(Topic.user(lower)) : List.of(Topic.user(lower), Topic.user(higher));
    }

    public DirectChannel readableBy(Identity user) {
        if (user.principal() || user.userId().equals(lower) || user.userId().equals(higher)) {
            return this;
        }
        throw Refusal.forbidden("a conversation of others");
    }

    private static int byNumber(String one, String other) {
        return isNumber(one) && isNumber(other) ? new BigInteger(one).compareTo(new BigInteger(other)) : 0;
    }

    private static boolean isNumber(String id) {
        return id.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
