package io.arauto.gateway;

import io.arauto.broker.Broker;
import io.arauto.broker.PublicationObserver;
import io.arauto.gateway.audit.ApiAudit;
import io.arauto.gateway.audit.AuditRoutes;
import io.arauto.gateway.audit.AuditTrail;
import io.arauto.gateway.audit.SessionAudit;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.channel.ChannelChanges;
import io.arauto.gateway.channel.ChannelEvents;
import io.arauto.gateway.channel.ChannelSummaries;
import io.arauto.gateway.channel.Channels;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.channel.TopicRights;
import io.arauto.gateway.chat.Chat;
import io.arauto.gateway.chat.ChatEvents;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Whose;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.fanout.TracedDelivery;
import io.arauto.gateway.history.History;
import io.arauto.gateway.history.NotificationHistory;
import io.arauto.gateway.history.PostgresAudit;
import io.arauto.gateway.history.PostgresDefinitions;
import io.arauto.gateway.history.PostgresHistory;
import io.arauto.gateway.history.RecentEvents;
import io.arauto.gateway.lock.EditLocks;
import io.arauto.gateway.metrics.GatewayMetrics;
import io.arauto.gateway.metrics.TenantMetrics;
import io.arauto.gateway.notification.InboxEvents;
import io.arauto.gateway.notification.Notifications;
import io.arauto.gateway.policy.Policies;
import io.arauto.gateway.policy.PolicyChanges;
import io.arauto.gateway.policy.PolicyRoutes;
import io.arauto.gateway.preference.PreferenceEvents;
import io.arauto.gateway.presence.PresenceEvents;
import io.arauto.gateway.rest.Batches;
import io.arauto.gateway.rest.CallObserver;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.Absences;
import io.arauto.gateway.session.Admission;
import io.arauto.gateway.session.Greeting;
import io.arauto.gateway.session.LiveSessions;
import io.arauto.gateway.session.Places;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionEvents;
import io.arauto.gateway.session.SessionFactory;
import io.arauto.gateway.session.SessionMembership;
import io.arauto.gateway.session.SessionMemory;
import io.arauto.gateway.session.Sessions;
import io.arauto.gateway.stats.StatsRoutes;
import io.arauto.gateway.stats.Tally;
import io.arauto.gateway.sync.DataSync;
import io.arauto.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Everything above the protocol, wired together: the same features for sockets and for REST. */
final class Features {
    private final GatewayConfig config;
    private final Broker broker;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private final Policies policies;
    private final PolicyRoutes policyRoutes;
    private final TopicRights rights;
    private final ChannelSummaries summaries;
    private final SessionMemory memory;
    private final SessionMembership membership;
    private final ChannelEvents channelEvents;
    private final ChannelChanges channelChanges;
    private final ChatEvents chatEvents;
    private final Notifications notifications;
    private final InboxEvents inbox;
    private final PreferenceEvents preferences;
    private final DataSync dataSync;
    private final Fanout fanout;
    private final Absences absences;
    private final PresenceEvents presence;
    private final EditLocks locks;
    private final AuditTrail audit;
    private final AuditRoutes auditRoutes;
    private final Tally tally;
    private final StatsRoutes statsRoutes;
    private final TenantMetrics tenants;
    private final Traces traces;

    Features(
            Vertx vertx,
            GatewayConfig config,
            Broker broker,
            PostgresHistory postgres,
            GatewayMetrics metrics,
            Clock clock) {
        this.config = config;
        this.broker = broker;
        this.metrics = metrics;
        this.clock = clock;
        var channelDefinitions = new Definitions(broker.channels(), PostgresDefinitions.ofChannels(postgres));
        var policyDefinitions = new Definitions(broker.policies(), PostgresDefinitions.ofPolicies(postgres));
        var channels = new Channels(channelDefinitions);
        var conversations = new Conversations(channels);
        var history = new History(broker.log(), broker.outbox(), postgres);
        var publisher = broker.publisher();
        policies = new Policies(policyDefinitions, config.policies(), clock);
        rights = new TopicRights(channels);
        summaries = new ChannelSummaries(channels, broker.cursors());
        memory = new SessionMemory(broker.sessions(), config.sessions().resumeWindow(), clock);
        membership = new SessionMembership(broker.log(), memory, rights);
        channelEvents = new ChannelEvents(channels, channelDefinitions, publisher, summaries, membership);
        channelChanges = new ChannelChanges(channels, membership);
        chatEvents = new ChatEvents(conversations, history, broker.cursors(), publisher);
        notifications = new Notifications(channels, publisher);
        inbox = new InboxEvents(rights, new NotificationHistory(broker.notificationMarks(), postgres), publisher);
        preferences = new PreferenceEvents(
                new Definitions(broker.preferences(), PostgresDefinitions.ofPreferences(postgres)),
                publisher,
                membership,
                config.calm(),
                clock);
        dataSync = new DataSync(rights, membership, publisher);
        tally = new Tally(vertx, broker.counts());
        tenants = new TenantMetrics(vertx, metrics.registry(), config.metricsTenants());
        traces = Traces.of(vertx, config.traces());
        publisher.traces(traces);
        publisher.observer(PublicationObserver.all(metrics, tally, tenants));
        fanout = new Fanout(broker.subscriptions(), metrics.and(tally).and(new TracedDelivery(traces)), clock);
        absences = new Absences(
                broker.log(),
                new RecentEvents(broker.outbox(), postgres),
                config.resume().age(),
                config.resume().events(),
                clock);
        presence = new PresenceEvents(vertx, broker, config.presence(), config.engine(), fanout, memory);
        policyRoutes =
                new PolicyRoutes(policies, config.policies(), policyDefinitions, publisher, clock, presence::hide);
        audit = new AuditTrail(vertx, publisher, broker.nodes().mark(), clock);
        auditRoutes = new AuditRoutes(new PostgresAudit(postgres));
        statsRoutes =
                new StatsRoutes(broker.counts(), broker.seats(), broker.uptime(), broker.outbox(), channels, clock);
        locks = new EditLocks(vertx, broker, membership, audit, config.locks(), clock);
        metrics.watchGhosts(presence::ghosts);
        metrics.watchLocks(locks::sessions, locks::count, locks::lost);
    }

    /** Lets clients in and answers all their events. */
    Admission admission(TokenVerifier tokens, LiveSessions live) {
        var events = new EventRouter<Session>(metrics, session -> whose(session.identity(), session.id()), traces);
        new SessionEvents(tokens, policies, membership).register(events);
        channelEvents.register(events);
        chatEvents.register(events);
        notifications.register(events);
        inbox.register(events);
        preferences.register(events);
        dataSync.register(events);
        presence.register(events);
        locks.register(events);

        var limits =
                new JsonObject().put("maxPayload", config.engine().maxPayload()).put("maxText", Chat.LONGEST_TEXT);
        var sessions = new Sessions(
                new SessionFactory(
                        fanout,
                        rights,
                        policies,
                        Map.of(ChannelChanges.EVENT, channelChanges, PolicyChanges.EVENT, new PolicyChanges(policies)),
                        broker.publisher(),
                        preferences),
                new Places(broker.seats()),
                memory,
                broker.log(),
                absences,
                new Greeting(config.node(), limits, summaries::of, clock),
                live,
                List.of(presence, locks.listener(), new SessionAudit(audit, config.node()), tally, tenants));
        return new Admission(tokens, sessions, events, metrics);
    }

    private static Whose whose(Identity user, String session) {
        return new Whose(user.tenant().name(), user.userId(), session);
    }

    /** What administrators have decided about users. */
    Standings standings() {
        return policies;
    }

    /** Hears of what is done and refused by REST. */
    CallObserver calls() {
        return new ApiAudit(audit);
    }

    /** Completes when all that happened is written down. */
    Future<Void> close() {
        presence.close();
        locks.close();
        return audit.close().eventually(tally::close).eventually(traces::close);
    }

    void addRoutes(RestApi api) {
        var snapshots = new Snapshots(broker.log());
        api.preparedBy(rights::prepare).tracedBy(traces);
        channelEvents.register(api, snapshots);
        chatEvents.register(api);
        notifications.register(api);
        inbox.register(api, snapshots);
        preferences.register(api);
        dataSync.register(api);
        presence.register(api, snapshots);
        new Batches(new EventRouter<Identity>(metrics, caller -> whose(caller, ""), Traces.NONE)
                        .on("notification", notifications::send)
                        .on("data-sync", dataSync::publish)
                        .on("chat:send", chatEvents::send))
                .register(api);
        locks.register(api, snapshots);
        policyRoutes.register(api);
        auditRoutes.register(api);
        statsRoutes.register(api);
    }
}
