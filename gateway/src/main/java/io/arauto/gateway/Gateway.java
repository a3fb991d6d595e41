package io.arauto.gateway;

import io.arauto.broker.Broker;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.console.Console;
import io.arauto.gateway.engineio.Origins;
import io.arauto.gateway.forward.Forwarder;
import io.arauto.gateway.history.PostgresHistory;
import io.arauto.gateway.metrics.GatewayMetrics;
import io.arauto.gateway.rest.Descriptions;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.LiveSessions;
import io.arauto.gateway.session.TokenExpiry;
import io.arauto.gateway.socketio.SocketIoServer;
import io.arauto.gateway.stats.UptimeMarks;
import io.arauto.gateway.tls.CertificateWatch;
import io.arauto.process.EventLoopDelay;
import io.arauto.process.Lifecycle;
import io.arauto.process.ManagementServer;
import io.arauto.process.RedisHealth;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: stateless, so that any number of them serve the same tenants. */
public final class Gateway implements Lifecycle {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Features features;
    private final Broker broker;
    private final PostgresHistory history;
    private final Doors doors;
    private final ManagementServer management;
    private final LiveSessions sessions;
    private final ClientPort port;
    private final PortCertificate certificate;
    private final SocketIoServer socketIo;
    private final Forwarder forwarder;

    private Gateway(
            Vertx vertx,
            GatewayConfig config,
            TokenVerifier tokens,
            Descriptions descriptions,
            Clock clock,
            Supplier<JsonObject> consoleSettings) {
        this.vertx = vertx;
        this.config = config;
        this.broker = new Broker(vertx, config.broker());
        this.history = PostgresHistory.open(
                vertx, config.database().url(), config.database().connections());
        var metrics = new GatewayMetrics();
        this.doors = new Doors(
                broker,
                config.sessions().mostConnections(),
                new ConnectRate(config.sessions().connectsASecond(), System::nanoTime),
                metrics);
        this.management = new ManagementServer(vertx, config.managementPort(), doors, metrics.registry());
        this.sessions = new LiveSessions(vertx, new TokenExpiry(clock), metrics);
        this.features = new Features(vertx, config, broker, history, metrics, clock);
        this.forwarder = new Forwarder(vertx, broker.nodes(), config.forwards(), metrics);
        this.socketIo = new SocketIoServer(
                config.engine(),
                config.sessions().authTimeout(),
                doors,
                forwarder,
                Map.of("/", features.admission(tokens, sessions)));
        var api = new RestApi(
                vertx,
                descriptions,
                tokens,
                features.standings(),
                config.engine().maxPayload(),
                metrics,
                features.calls(),
                config.engine().proxies()::clientOf);
        features.addRoutes(api);
        var origins = new Origins(config.engine().origins());
        this.port = new ClientPort(
                vertx,
                config.client(),
                config.engine(),
                new Routes(socketIo, api, new Console(consoleSettings), descriptions, origins));
        this.certificate = new PortCertificate(
                vertx,
                config.client().tls().map(files -> new CertificateWatch(vertx, files, metrics)),
                broker.nodes(),
                port);
        metrics.watch(socketIo::openConnections, forwarder::underWay, doors::isReady);
        metrics.watchQueues(socketIo::queuedBytes);
        metrics.watchGaps(broker.subscriptions()::repairs, broker.subscriptions()::unrepairable);
        metrics.watchPostgres(history::isThere);
        EventLoopDelay.watch(vertx, metrics.registry());
        RedisHealth.watch(vertx, metrics.registry(), broker::isReady, broker.subscriptions()::servers);
    }

    /** Fails with {@link io.arauto.config.ConfigException} when the keys that tokens are checked with can't be read. */
    public static Future<Gateway> create(Vertx vertx, GatewayConfig config) {
        return create(vertx, config, JsonObject::new);
    }

    /** @param consoleSettings what anyone who opens the console is told */
    public static Future<Gateway> create(Vertx vertx, GatewayConfig config, Supplier<JsonObject> consoleSettings) {
        return create(vertx, config, Clock.systemUTC(), consoleSettings);
    }

    /** @param clock of this node alone: what nodes agree upon goes by the time of Redis */
    static Future<Gateway> create(
            Vertx vertx, GatewayConfig config, Clock clock, Supplier<JsonObject> consoleSettings) {
        return config.auth()
                .verifier(vertx, clock)
                .compose(tokens -> Descriptions.load(vertx)
                        .map(descriptions -> new Gateway(vertx, config, tokens, descriptions, clock, consoleSettings)));
    }

    /** Completes when the ports are open; fails with {@link io.arauto.config.ConfigException} when they can't be. While Redis is away, clients are told to come back later. */
    @Override
    public Future<Void> start() {
        broker.start();
        return management.start().compose(_ -> certificate.open()).onSuccess(_ -> {
            doors.started();
            broker.nodes().join(config.node(), config.advertisedHost(), port.actualPort());
            UptimeMarks.keep(vertx, broker.uptime(), doors::isReady);
            log.info("gateway_started node={} port={}", config.node(), port.actualPort());
        });
    }

    /** Sends all clients to other nodes, a few at a time, then leaves Redis and Postgres. */
    @Override
    public Future<Void> stop() {
        doors.draining();
        log.info("gateway_draining connections={}", socketIo.openConnections());
        return new Drain(vertx, sessions, socketIo, forwarder, config.sessions().drainTime())
                .run()
                .eventually(port::close)
                .eventually(features::close)
                .eventually(forwarder::close)
                .eventually(broker::stop)
                .eventually(history::close)
                .eventually(management::stop);
    }

    /** The port that clients connect to. */
    public int clientPort() {
        return port.actualPort();
    }

    public int managementPort() {
        return management.actualPort();
    }

    /** Whether clients are let in. */
    public boolean isReady() {
        return doors.isReady();
    }
}
