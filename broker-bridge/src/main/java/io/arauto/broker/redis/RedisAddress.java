package io.arauto.broker.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.impl.RedisURI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a server is: {@code redis://[user:password@]host:port[/db]}, or sentinels that know which server is the master,
 * {@code redis+sentinel://[user:password@]host:26379,host:26379[/name[/db]]}; with {@code rediss} for TLS. User and password of the latter
 * are those of the servers, and are told sentinels too.
 *
 * @param endpoints URLs of one server, or of sentinels
 * @param master what sentinels call it; empty when the endpoint is the server itself
 */
public record RedisAddress(List<String> endpoints, String master) {
    private static final int SENTINEL_PORT = 26_379;
    private static final long TOPOLOGY_MILLIS = 200;
    private static final Pattern SERVER = Pattern.compile("(rediss?://(?:[^@/]*@)?)([^@/]+?)(?::\\d+)?/?");
    private static final Pattern SENTINELS =
            Pattern.compile("(rediss?)\\+sentinel://(?:([^@/]*)@)?([^@/]+)(?:/([^/]*)(?:/(\\d+))?)?");

    public RedisAddress {
        endpoints = List.copyOf(endpoints);
    }

    /** Throws {@link IllegalArgumentException}. */
    public static RedisAddress parse(String url) {
        if (!url.contains("://")) {
            throw new IllegalArgumentException("no URL");
        }
        if (!url.contains("+sentinel:")) {
            var server = new RedisURI(url);
            if (server.socketAddress().host() == null && !server.unix()) {
                throw new IllegalArgumentException("no host");
            }
            return new RedisAddress(List.of(url), "");
        }
        var parts = SENTINELS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("takes redis+sentinel://host:port,host:port/name");
        }
        var login = parts.group(2) == null ? "" : parts.group(2) + '@';
        var database = parts.group(5) == null ? "" : '/' + parts.group(5);
        var name = parts.group(4) == null || parts.group(4).isEmpty() ? "mymaster" : parts.group(4);
        var endpoints = Stream.of(parts.group(3).split(","))
                .map(host -> parts.group(1) + "://" + login + withPort(host) + database)
                .toList();
        return new RedisAddress(endpoints, name);
    }

    boolean isEncrypted() {
        return endpoints.getFirst().startsWith("rediss");
    }

    /** Another server, of the same credentials and manners; the same host when that is empty. */
    RedisAddress elsewhere(String host, int port) {
        var here = SERVER.matcher(endpoints.getFirst());
        if (!here.matches()) {
            throw new IllegalStateException("not a server");
        }
        var name = host.isEmpty() ? here.group(2) : host.contains(":") ? '[' + host + ']' : host;
        return new RedisAddress(List.of(here.group(1) + name + ':' + port), "");
    }

    /** For logs: without user and password. */
    @Override
    public String toString() {
        var hosts = endpoints.stream()
                .map(endpoint -> new RedisURI(endpoint).socketAddress().toString())
                .collect(Collectors.joining(","));
        return master.isEmpty() ? hosts : hosts + '/' + master;
    }

    private static String withPort(String host) {
        return host.matches(".*:\\d+") ? host : host + ':' + SENTINEL_PORT;
    }

    /** Sentinels are asked at each connection; that connections to an old master end is up to whoever has them. */
    RedisOptions applyTo(RedisOptions options) {
        endpoints.forEach(options::addConnectionString);
        return master.isEmpty()
                ? options
                : options.setType(RedisClientType.SENTINEL)
                        .setMasterName(master)
                        .setTopologyCacheTTL(TOPOLOGY_MILLIS);
    }
}
