package io.arauto.gateway.presence;

import io.arauto.gateway.session.Session;

/**
 * A session that follows the presence of others. All that has to be known of what its client was told is up to which version: a client that is
 * behind is told later, and never owed more than one state of each user.
 */
final class Watcher {
    private final Session session;
    private final Watch watch;
    private final Progress progress;
    private boolean begun;
    private long met;

    private Watcher(Session session, Watch watch, Progress progress, boolean begun) {
        this.session = session;
        this.watch = watch;
        this.progress = progress;
        this.begun = begun;
    }

    /** One that is told nothing before it has begun. */
    static Watcher waiting(Session session, Watch watch, Progress progress) {
        return new Watcher(session, watch, progress, false);
    }

    /** One whose client was told before. */
    static Watcher again(Session session, Watch watch, Progress progress) {
        return new Watcher(session, watch, progress, true);
    }

    Progress progress() {
        return progress;
    }

    /** What it is told first. Users who have been hidden up to now are no news to it. */
    Piece begin(KnownUsers users, long newest) {
        begun = true;
        met = newest;
        return next(users, newest);
    }

    private Piece next(KnownUsers users, long newest) {
        var told = progress.told();
        var isMeeting = told < met;
        var piece = users.piece(new KnownUsers.Span(told, isMeeting ? met : newest, isMeeting), watch);
        progress.told(piece.upTo());
        return piece;
    }

    void flush(KnownUsers users, long newest) {
        progress.mark();
        if (begun && progress.told() < newest && !session.isBehind()) {
            var piece = next(users, newest);
            if (!piece.isEmpty()) {
                session.emit(piece.packet());
            }
        }
    }

    /** Its client has to be told everything anew. */
    void startOver() {
        progress.startOver();
        met = 0;
    }
}
