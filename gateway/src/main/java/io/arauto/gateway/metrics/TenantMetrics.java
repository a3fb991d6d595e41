package io.arauto.gateway.metrics;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.PublicationObserver;
import io.arauto.broker.Tenant;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The few tenants that a node is busiest with, by name. A label for each of thousands would cost more than all other series together, so only
 * those with the most sessions are told, chosen anew every few seconds; they are gauges, since what counts up must not come and go.
 */
public final class TenantMetrics implements SessionListener, PublicationObserver {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final int most;
    private final MultiGauge sessions;
    private final MultiGauge published;
    private final ConcurrentHashMap<Tenant, Figures> figures = new ConcurrentHashMap<>();

    /** @param published since the last choice; {@code rate} is that of the choice, a second */
    private record Figures(long sessions, long published, double rate) {
        private static final Figures NONE = new Figures(0, 0, 0);

        static Figures orNone(@Nullable Figures known) {
            return known == null ? NONE : known;
        }

        Figures sessions(int change) {
            return new Figures(sessions + change, published, rate);
        }

        Figures publishedOne() {
            return new Figures(sessions, published + 1, rate);
        }

        Figures chosen() {
            return new Figures(sessions, 0, published / (double) PERIOD.toSeconds());
        }

        boolean isEmpty() {
            return sessions == 0 && published == 0 && rate == 0;
        }
    }

    /** @param most so many tenants; with 0, none */
    public TenantMetrics(Vertx vertx, MeterRegistry registry, int most) {
        this.most = most;
        this.sessions = MultiGauge.builder("arauto.tenant.sessions")
                .description("Sessions of this node, of the tenants with the most")
                .register(registry);
        this.published = MultiGauge.builder("arauto.tenant.published")
                .description(
                        "Events a second that this node has published lately, of the tenants with the most sessions")
                .register(registry);
        if (most > 0) {
            vertx.setPeriodic(PERIOD.toMillis(), _ -> choose());
        }
    }

    @Override
    public void onOpened(Session session, Recovery recovery) {
        update(session.identity().tenant(), 1);
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        update(session.identity().tenant(), -1);
    }

    private void update(Tenant tenant, int change) {
        if (most > 0) {
            figures.compute(tenant, (_, known) -> Figures.orNone(known).sessions(change));
        }
    }

    @Override
    public void published(Publication publication) {
        if (most > 0 && publication.kind() != EventKind.AUDIT) {
            figures.compute(
                    publication.tenant(), (_, known) -> Figures.orNone(known).publishedOne());
        }
    }

    void choose() {
        figures.keySet()
                .forEach(tenant -> figures.computeIfPresent(tenant, (_, known) -> {
                    var chosen = known.chosen();
                    return chosen.isEmpty() ? null : chosen;
                }));
        var busiest = figures.entrySet().stream()
                .map(entry -> new Share(Tags.of("tenant", entry.getKey().name()), entry.getValue()))
                .sorted(Comparator.comparingLong(Share::sessions).reversed())
                .limit(most)
                .toList();
        sessions.register(rows(busiest, Share::sessions), true);
        published.register(rows(busiest, share -> share.figures().rate()), true);
    }

    /** What is told of one tenant. */
    private record Share(Tags tenant, Figures figures) {
        long sessions() {
            return figures.sessions();
        }
    }

    private static List<MultiGauge.Row<?>> rows(List<Share> shares, Function<Share, Number> value) {
        return shares.stream()
                .<MultiGauge.Row<?>>map(share -> MultiGauge.Row.of(share.tenant(), value.apply(share)))
                .toList();
    }
}
