package io.arauto.gateway;

import io.arauto.broker.BrokerConfig;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.config.ConfigException;
import io.arauto.config.DatabaseUrl;
import io.arauto.config.Environment;
import io.arauto.config.NodeName;
import io.arauto.config.Variable;
import io.arauto.gateway.auth.AuthConfig;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.engineio.TrustedProxies;
import io.arauto.gateway.forward.ForwardLimits;
import io.arauto.gateway.lock.LockSettings;
import io.arauto.gateway.policy.PolicyConfig;
import io.arauto.gateway.preference.Calm;
import io.arauto.gateway.tls.CertificateFiles;
import io.arauto.trace.TraceSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Everything that is configured of one node. */
public record GatewayConfig(
        String node,
        Listener client,
        Optional<String> advertisedHost,
        int managementPort,
        int metricsTenants,
        TraceSettings traces,
        EngineConfig engine,
        ForwardLimits forwards,
        SessionLimits sessions,
        ResumeLimits resume,
        AuthConfig auth,
        BrokerConfig broker,
        PresenceSettings presence,
        LockSettings locks,
        Calm calm,
        PolicyConfig policies,
        Database database) {
    private static final String PATH = "/socket.io/";
    private static final Duration FORWARD_MARGIN = Duration.ofSeconds(5);
    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FAREWELL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Where clients connect.
     *
     * @param requestTimeout how long a client may take to send a request
     * @param keepAlive how long a connection may be without one
     * @param tls absent for clear text
     */
    public record Listener(
            String host, int port, Duration requestTimeout, Duration keepAlive, Optional<CertificateFiles> tls) {
        private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

        boolean isEverywhere() {
            return EVERYWHERE.contains(host);
        }
    }

    /** How many connections there may be, and how long they may take. */
    public record SessionLimits(
            int mostConnections,
            int connectsASecond,
            Duration authTimeout,
            Duration resumeWindow,
            Duration drainTime) {}

    /** How old events may be, and how many, that a client is sent when it comes back. */
    public record ResumeLimits(Duration age, int events) {}

    /** Where history is read. */
    public record Database(DatabaseUrl url, int connections) {}

    /** Throws {@link io.arauto.config.ConfigException}. */
    public static GatewayConfig from(Environment environment) {
        var node = environment.optional(Variable.ARAUTO_NODE).orElseGet(NodeName::draw);
        var client = new Listener(
                environment.text(Variable.SOCKET_HOST),
                environment.integer(Variable.SOCKET_PORT),
                environment.duration(Variable.ARAUTO_REQUEST_TIMEOUT),
                environment.duration(Variable.ARAUTO_KEEP_ALIVE),
                CertificateFiles.from(environment));
        var engine = engine(environment);
        return new GatewayConfig(
                node,
                client,
                environment
                        .optional(Variable.ARAUTO_NODE_HOST)
                        .or(() -> client.isEverywhere() ? Optional.empty() : Optional.of(client.host())),
                environment.integer(Variable.ARAUTO_MANAGEMENT_PORT),
                environment.integer(Variable.ARAUTO_METRICS_TENANTS),
                TraceSettings.from(environment, "arauto-gateway", node),
                engine,
                new ForwardLimits(
                        environment.integer(Variable.ARAUTO_FORWARD_LIMIT),
                        engine.maxPayload(),
                        engine.pingInterval().plus(engine.pingTimeout()).plus(FORWARD_MARGIN),
                        client.keepAlive().dividedBy(2)),
                new SessionLimits(
                        environment.integer(Variable.ARAUTO_MAX_CONNECTIONS),
                        environment.integer(Variable.ARAUTO_CONNECT_RATE),
                        environment.duration(Variable.ARAUTO_AUTH_TIMEOUT),
                        environment.duration(Variable.ARAUTO_RESUME_WINDOW),
                        environment.duration(Variable.ARAUTO_DRAIN_TIME)),
                new ResumeLimits(
                        environment.duration(Variable.ARAUTO_RESUME_AGE),
                        environment.integer(Variable.ARAUTO_RESUME_EVENTS)),
                AuthConfig.from(environment),
                BrokerConfig.from(environment, node),
                PresenceSettings.from(environment),
                LockSettings.from(environment),
                Calm.from(environment),
                PolicyConfig.from(environment),
                new Database(DatabaseUrl.from(environment), environment.integer(Variable.ARAUTO_DATABASE_CONNECTIONS)));
    }

    private static EngineConfig engine(Environment environment) {
        return new EngineConfig(
                PATH,
                environment.duration(Variable.ARAUTO_PING_INTERVAL),
                environment.duration(Variable.ARAUTO_PING_TIMEOUT),
                UPGRADE_TIMEOUT,
                FAREWELL_TIMEOUT,
                environment.integer(Variable.ARAUTO_MAX_PAYLOAD),
                environment.integer(Variable.ARAUTO_SEND_QUEUE),
                environment.text(Variable.ARAUTO_PERMESSAGE_DEFLATE).equals("on"),
                environment.list(Variable.ARAUTO_CORS_ORIGINS),
                TrustedProxies.of(environment.list(Variable.ARAUTO_TRUSTED_PROXIES))
                        .orElseThrow(() -> new ConfigException(Variable.ARAUTO_TRUSTED_PROXIES
                                + " takes addresses and networks, such as 10.0.0.0/8, separated by commas")));
    }
}
