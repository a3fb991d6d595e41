package io.arauto.gateway.presence;

import io.arauto.broker.presence.PresenceChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of a tenant's users, in order of their newest changes. Each is encoded once, and what all of those are told who know the same
 * is put together once.
 */
final class KnownUsers {
    private final int mostCharacters;
    private final Map<String, Long> versions = new HashMap<>();
    private final NavigableMap<Long, KnownUser> byVersion = new TreeMap<>();
    private final Map<Span, Piece> together = new HashMap<>();

    /**
     * The changes after one version up to another.
     *
     * @param listed whether users who are not to be shown any more are left out, rather than told to be offline
     */
    record Span(long after, long upTo, boolean listed) {}

    /** @param mostCharacters of one piece */
    KnownUsers(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    void learn(PresenceChange change) {
        var before = versions.put(change.user().person().userId(), change.version());
        if (before != null) {
            byVersion.remove(before);
        }
        byVersion.put(change.version(), new KnownUser(change));
        together.clear();
    }

    /** As much of those that a session wants to see as one event may carry. */
    Piece piece(Span span, Watch watch) {
        return watch.isEverybody() ? together.computeIfAbsent(span, _ -> gather(span, watch)) : gather(span, watch);
    }

    private Piece gather(Span span, Watch watch) {
        var users = new ArrayList<KnownUser>();
        var room = mostCharacters;
        for (var user : byVersion.subMap(span.after(), false, span.upTo(), true).values()) {
            if (watch.includes(user.user()) && (user.isListed() || !span.listed())) {
                room -= user.json().length();
                if (room < 0 && !users.isEmpty()) {
                    return new Piece(users, users.getLast().version(), true);
                }
                users.add(user);
            }
        }
        return new Piece(users, span.upTo(), false);
    }

    /** To be called now and then: what was put together is rarely wanted again. */
    void forgetPieces() {
        together.clear();
    }

    void clear() {
        versions.clear();
        byVersion.clear();
        together.clear();
    }
}
