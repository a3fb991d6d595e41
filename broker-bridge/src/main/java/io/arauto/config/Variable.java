package io.arauto.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every variable of every process. Gateways and workers may share one environment, so what only one of them reads is no error to the
 * other; what none knows is.
 */
@SuppressWarnings("ImmutableEnumChecker") // Kinds are records of values.
public enum Variable {
    SOCKET_HOST(Kind.TEXT, "0.0.0.0", "Address that the client port is bound to"),
    SOCKET_PORT(Kind.integer(0, 65_535), "3000", "Client port: Socket.IO, REST, console; 0 takes a free one"),
    REDIS_URL(
            Kind.SECRET,
            "redis://localhost:6379",
            "Redis: `redis://[user:password@]host:port[/db]`, or its sentinels:"
                    + " `redis+sentinel://[user:password@]host:26379,host:26379/mymaster[/db]`; `rediss` for TLS. Several of these, separated by"
                    + " commas, share out the tenants. A cluster: `redis+cluster://[user:password@]host:port,host:port`. See"
                    + " [operations](docs/operations.md#redis-in-its-forms)"),
    DATABASE_URL(Kind.SECRET, null, "Postgres: `postgresql://user:password@host:5432/database`"),

    ARAUTO_NODE(Kind.TEXT, "", "Name of this process in logs and `session`; drawn at start when empty"),
    ARAUTO_NODE_HOST(
            Kind.TEXT,
            "",
            "Address at which the other gateways reach this one's client port; when empty, `SOCKET_HOST` or the address from which"
                    + " this node reaches Redis"),
    ARAUTO_FORWARD_LIMIT(
            Kind.integer(0, 1_000_000),
            "10000",
            "Polls and WebSockets of connections of other nodes that one node passes on at a time; more are answered 503"),
    ARAUTO_MANAGEMENT_PORT(
            Kind.integer(0, 65_535), "9000", "Port of health and metrics, never for clients; 0 takes a free one"),
    ARAUTO_TLS_CERT(
            Kind.TEXT,
            "",
            "PEM file with the client port's certificate and those that it was signed with; the port then speaks TLS and HTTP/2; read"
                    + " again when it changes"),
    ARAUTO_TLS_KEY(Kind.TEXT, "", "PEM file with its private key"),
    ARAUTO_TRUSTED_PROXIES(
            Kind.TEXT,
            "",
            "Addresses and networks, such as `10.0.0.0/8`, separated by commas, of the proxies that are believed when they say for whom"
                    + " a request is (`X-Forwarded-For`, `Forwarded`)"),
    ARAUTO_METRICS_TENANTS(
            Kind.integer(0, 100),
            "10",
            "So many tenants, those with the most connections to a node, are told of by name in `/metrics`"),
    ARAUTO_TRACES(
            Kind.integer(0, 1_000),
            "0",
            "Of a thousand traces that begin here so many are told to an OpenTelemetry collector, and all that callers have begun and"
                    + " want told; `0` for no traces"),
    ARAUTO_TRACES_ENDPOINT(
            Kind.TEXT, "http://localhost:4318/v1/traces", "Where that collector takes OTLP over HTTP, as JSON"),
    ARAUTO_LOG_FORMAT(Kind.choice("text", "json"), "text", "How logs are written to stderr; `json` for containers"),
    ARAUTO_LOG_LEVEL(
            Kind.choice("error", "warn", "info", "debug"), "info", "How much is logged; nothing about single messages"),

    ARAUTO_JWT_SECRET(
            Kind.SECRET,
            "",
            "HS256 secret of at least 32 bytes; exactly one of the three `ARAUTO_JWT_` keys is needed"),
    ARAUTO_JWT_PUBLIC_KEY(Kind.TEXT, "", "RS256 or ES256 public key, PEM"),
    ARAUTO_JWT_JWKS(Kind.TEXT, "", "RS256 or ES256 keys as JWKS: path of a file or `https://` address"),
    ARAUTO_JWT_ISSUER(Kind.TEXT, "", "Required `iss`, when set"),
    ARAUTO_JWT_AUDIENCE(Kind.TEXT, "", "Required `aud`, when set"),

    ARAUTO_TOKEN_LIFETIME(
            Kind.duration("1m", "3650d"),
            "7d",
            "The longest that the ERP's tokens live: so long is remembered that sessions were ended, and their tokens are refused"),

    ARAUTO_TENANT_CONNECTIONS(
            Kind.integer(0, 1_000_000),
            "1000",
            "Most connections of a tenant that has settled nothing else; `0` for any number"),
    ARAUTO_USER_CONNECTIONS(Kind.integer(0, 1_000_000), "0", "Most connections of a user, likewise"),
    ARAUTO_USER_MESSAGES_PER_MINUTE(
            Kind.integer(0, 1_000_000),
            "0",
            "Most messages, notifications and data changes that a user publishes in a minute, likewise; ERP back ends are not limited"),

    ARAUTO_CORS_ORIGINS(
            Kind.list("\\*|[a-z][a-z0-9+.-]*://[^/?#@\\s]+", "origins such as https://erp.example, or *"),
            "",
            "Web origins that may connect, besides the gateway's own, separated by commas; `*` for all"),
    ARAUTO_PING_INTERVAL(Kind.duration("100ms", "5m"), "25s", "How often the server pings each client"),
    ARAUTO_PING_TIMEOUT(Kind.duration("100ms", "5m"), "60s", "How long a client may take to answer"),
    ARAUTO_AUTH_TIMEOUT(Kind.duration("100ms", "1m"), "5s", "How long a connection may stay without a session"),
    ARAUTO_REQUEST_TIMEOUT(
            Kind.duration("100ms", "5m"), "30s", "How long a client may take to send one HTTP request, head and body"),
    ARAUTO_KEEP_ALIVE(
            Kind.duration("2s", "1h"),
            "75s",
            "How long an HTTP connection may be without a request; longer than load balancers keep theirs"),
    ARAUTO_MAX_CONNECTIONS(Kind.integer(1, 1_000_000), "50000", "Connections of one node; more are answered 503"),
    ARAUTO_CONNECT_RATE(
            Kind.integer(0, 1_000_000),
            "2000",
            "New connections a second of one node, and as many at once; more are answered 503 with `Retry-After`; `0` for any number"),
    ARAUTO_MAX_PAYLOAD(Kind.integer(1_000, 10_000_000), "1000000", "Most bytes of one message of a client"),
    ARAUTO_PERMESSAGE_DEFLATE(
            Kind.choice("on", "off"),
            "off",
            "Whether WebSocket messages of 1 KB or more are compressed for clients that offer `permessage-deflate`. See"
                    + " [operations](docs/operations.md#compression)"),
    ARAUTO_SEND_QUEUE(
            Kind.integer(65_536, 100_000_000),
            "1048576",
            "Most bytes that wait for one client before it is closed as slow"),
    ARAUTO_NOTIFICATION_WINDOW(
            Kind.duration("0ms", "10m"),
            "10s",
            "How long repeats of a notification with the same `groupKey` are gathered; `0ms` tells each"),
    ARAUTO_NOTIFICATIONS_PER_MINUTE(
            Kind.integer(0, 100_000),
            "0",
            "Most notifications of one module that a user is told in a minute, urgent ones apart; `0` tells all"),
    ARAUTO_RESUME_WINDOW(Kind.duration("1s", "7d"), "1h", "How long after its token's end a session is remembered"),
    ARAUTO_RESUME_AGE(
            Kind.duration("0ms", "7d"),
            "1d",
            "How long Postgres keeps events for clients that come back; who missed older ones begins anew"),
    ARAUTO_RESUME_EVENTS(
            Kind.integer(1, 100_000), "5000", "Most missed events that a client is sent; who missed more begins anew"),
    ARAUTO_DRAIN_TIME(Kind.duration("0ms", "5m"), "10s", "Over how long connections are closed at shutdown"),

    ARAUTO_PRESENCE_AWAY(Kind.duration("1s", "1d"), "5m", "Inactivity after which a user counts as away"),
    ARAUTO_PRESENCE_PATIENCE(
            Kind.duration("100ms", "5m"),
            "10s",
            "How long a user without connection is still shown, as reconnects take that"),

    ARAUTO_LOCK_LEASE(
            Kind.duration("3s", "5m"),
            "30s",
            "How long a lock outlives the connection of its holder, without a good-bye"),
    ARAUTO_LOCK_IDLE(
            Kind.duration("2s", "7d"), "15m", "Inactivity after which a holder loses its locks; warned before"),
    ARAUTO_LOCKS_PER_SESSION(Kind.integer(1, 10_000), "100", "Most locks that one session holds and waits for"),
    ARAUTO_LOCK_WAITERS(Kind.integer(0, 1_000), "50", "Most sessions that wait for one lock"),

    ARAUTO_REDIS_TIMEOUT(Kind.duration("1500ms", "1m"), "3s", "Silence after which Redis counts as away"),
    ARAUTO_REDIS_CA(
            Kind.TEXT,
            "",
            "Certificates, PEM, one of which must have signed that of a Redis that is reached by `rediss`; when empty, any that Java trusts"),
    ARAUTO_ACK_REPLICAS(
            Kind.integer(0, 10),
            "0",
            "Replicas of Redis that must have an event before its sender is told `ok`; with `1`, a failover loses nothing acked"),
    ARAUTO_ACK_WAIT(
            Kind.duration("10ms", "1s"), "500ms", "How long they may take; then the sender is told `unavailable`"),
    ARAUTO_LOG_LENGTH(
            Kind.integer(10, 1_000_000), "1000", "About how many events each topic keeps in Redis for resume"),
    ARAUTO_LOG_TTL(Kind.duration("1s", "7d"), "1h", "How long a topic keeps them after its newest"),
    ARAUTO_IDEMPOTENCY_TTL(Kind.duration("1s", "7d"), "1d", "How long a repeated `clientMsgId` is recognised"),
    ARAUTO_OUTBOX_LIMIT(
            Kind.integer(1, 100_000_000),
            "100000",
            "Events of one partition that may wait for Postgres before publishing is refused"),
    ARAUTO_WORKER_BATCH(Kind.integer(1, 10_000), "1000", "Most events that a worker writes in one statement"),
    ARAUTO_DATABASE_CONNECTIONS(Kind.integer(1, 200), "4", "Connections to Postgres of one process");

    private final Kind kind;
    private final @Nullable String otherwise;
    private final String description;

    Variable(Kind kind, @Nullable String otherwise, String description) {
        this.kind = kind;
        this.otherwise = otherwise;
        this.description = description;
    }

    Kind kind() {
        return kind;
    }

    /** The value when it is not set: empty text when it may be left out, null when it may not. */
    @Nullable
    String otherwise() {
        return otherwise;
    }

    /** A sentence for the documentation, in Markdown. */
    public String description() {
        return description;
    }

    /** The configuration page: a row for each variable, in Markdown. */
    public static String table() {
        return Arrays.stream(values())
                .map(Variable::row)
                .collect(Collectors.joining("\n", "| variable | default | takes | what |\n|---|---|---|---|\n", ""));
    }

    private String row() {
        var value = otherwise == null ? "required" : otherwise.isEmpty() ? "" : '`' + otherwise + '`';
        return "| `" + name() + "` | " + value + " | " + kind.takes() + " | " + description + " |";
    }
}
