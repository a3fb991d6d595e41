package io.arauto.chaos;

import io.arauto.chaos.Journal.Began;
import io.arauto.chaos.Journal.Odd;
import io.arauto.chaos.Journal.Received;
import io.arauto.chaos.Journal.Subscribed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what was seen against what was promised. Knows nothing of how it came about. */
final class Verifier {
    private final List<Violation> violations = new ArrayList<>();

    private final Set<EventId> acked;
    private final List<Failover> failovers;

    /** In milliseconds of the clock that event ids are taken from. */
    record Failover(long from, long to) {}

    private Verifier(TenantRecord tenant, List<Failover> failovers) {
        this.acked = tenant.acked().stream().map(Acked::id).collect(Collectors.toUnmodifiableSet());
        this.failovers = failovers;
    }

    /** Whether a promoted replica may have never heard of it. */
    private boolean mayBeForgotten(EventId id) {
        return !acked.contains(id)
                && failovers.stream().anyMatch(time -> id.millis() >= time.from() && id.millis() <= time.to());
    }

    /**
     * @param history all rows of the tenant, of every kind that is stored
     * @param failovers when Redis may have forgotten what was not acked: such an event may happen again, under another id
     */
    static List<Violation> check(TenantRecord tenant, List<StoredRow> history, List<Failover> failovers) {
        var verifier = new Verifier(tenant, failovers);
        tenant.journals().forEach(journal -> verifier.check(tenant, journal));
        verifier.checkHistory(tenant, history);
        return verifier.violations;
    }

    private void check(TenantRecord tenant, Journal journal) {
        var seen = new HashSet<EventId>();
        var marks = new HashSet<String>();
        var blind = new Blind();
        var newest = EventId.NONE;
        for (var entry : journal.entries()) {
            switch (entry) {
                case Received event -> {
                    if (!seen.add(event.id())) {
                        report(Invariant.NOT_DOUBLED, journal.user() + " got " + event.id() + " twice", event.at());
                    } else if (!mayBeForgotten(event.id()) && !marks.add(event.mark())) {
                        report(Invariant.NOT_DOUBLED, event.mark() + " happened twice", event.at());
                    } else if (!event.id().isAfter(newest)) {
                        report(Invariant.IN_ORDER, event.id() + " came after " + newest, event.at());
                    } else {
                        newest = event.id();
                    }
                    if (!event.mark().startsWith(tenant.tenant() + ":")) {
                        report(Invariant.NOT_LEAKED, tenant.tenant() + " got " + event.mark(), event.at());
                    }
                }
                case Began began -> blind.began(newest, began.position());
                case Subscribed subscribed -> blind.subscribed(subscribed.position());
                case Odd odd -> report(Invariant.ANSWERED, journal.user() + ": " + odd.what(), odd.at());
            }
        }
        for (var event : tenant.acked()) {
            if (event.isFor(journal.user()) && !seen.contains(event.id()) && !blind.excuses(event)) {
                report(
                        Invariant.NOT_LOST,
                        journal.user() + " never got " + event.id() + ' ' + event.mark(),
                        event.at());
            }
        }
    }

    private void checkHistory(TenantRecord tenant, List<StoredRow> history) {
        var rows = new HashMap<String, EventId>();
        for (var row : history) {
            if (!mayBeForgotten(row.id()) && rows.put(row.mark(), row.id()) != null) {
                report(Invariant.STORED_ONCE, row.mark() + " is stored twice", System.nanoTime());
            }
            if (!tenant.attempted().contains(row.mark())) {
                report(Invariant.STORED_ONCE, row.mark() + " was never sent", System.nanoTime());
            }
        }
        for (var event : tenant.acked()) {
            if (event.kind().isRepeatable() && !event.id().equals(rows.get(event.mark()))) {
                report(Invariant.STORED_ONCE, event.mark() + " is not stored as " + event.id(), event.at());
            }
        }
    }

    private void report(Invariant invariant, String what, long at) {
        violations.add(new Violation(invariant, what, at));
    }

    /** The stretches of ids of which a participant was told that it can't be told. */
    private static final class Blind {
        private final List<Stretch> everything = new ArrayList<>();
        private final List<Stretch> module = new ArrayList<>();
        private @Nullable EventId moduleLeft = EventId.NONE;

        private record Stretch(EventId after, EventId upTo) {
            boolean holds(EventId id) {
                return id.isAfter(after) && !id.isAfter(upTo);
            }
        }

        void began(EventId newest, EventId position) {
            everything.add(new Stretch(newest, position));
            moduleLeft = moduleLeft == null ? newest : moduleLeft;
        }

        void subscribed(EventId position) {
            if (moduleLeft != null) {
                module.add(new Stretch(moduleLeft, position));
                moduleLeft = null;
            }
        }

        boolean excuses(Acked event) {
            var id = event.id();
            return isIn(everything, id) || (event.kind() == Kind.SYNC && hasMissedModule(id));
        }

        private boolean hasMissedModule(EventId id) {
            return isIn(module, id) || (moduleLeft != null && id.isAfter(moduleLeft));
        }

        private static boolean isIn(List<Stretch> stretches, EventId id) {
            return stretches.stream().anyMatch(stretch -> stretch.holds(id));
        }
    }
}
