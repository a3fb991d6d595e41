package io.arauto.broker.redis;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code REDIS_URL} says: one server; several that know nothing of each other and share out the partitions, separated by commas; or some
 * servers of a cluster, {@code redis+cluster://[user:password@]host:port,host:port}, which know the others.
 *
 * @param servers in the order that decides which of them holds a partition, unless a cluster decides
 */
public record RedisUrl(List<RedisAddress> servers, boolean isCluster) {
    private static final Pattern BETWEEN_SERVERS = Pattern.compile(",(?=rediss?(?:\\+[a-z]+)?://)");

    private static final Pattern CLUSTER = Pattern.compile("(rediss?)\\+cluster://(?:([^@/]*)@)?([^@/]+)/?");

    public RedisUrl {
        servers = List.copyOf(servers);
    }

    /** Throws {@link ConfigException}. */
    public static RedisUrl from(Environment environment) {
        try {
            return parse(environment.text(Variable.REDIS_URL));
        } catch (IllegalArgumentException _) {
            throw new ConfigException(Variable.REDIS_URL
                    + " takes redis://[user:password@]host:port[/db],"
                    + " redis+sentinel://[user:password@]host:port,host:port/name[/db], or several of these, each another server, separated"
                    + " by commas; or redis+cluster://[user:password@]host:port,host:port; rediss for TLS");
        }
    }

    /** Throws {@link IllegalArgumentException}. */
    public static RedisUrl parse(String urls) {
        var cluster = CLUSTER.matcher(urls);
        if (cluster.matches()) {
            var login = cluster.group(2) == null ? "" : cluster.group(2) + '@';
            return new RedisUrl(
                    Stream.of(cluster.group(3).split(","))
                            .map(host -> RedisAddress.parse(cluster.group(1) + "://" + login + host))
                            .toList(),
                    true);
        }
        var servers =
                Stream.of(BETWEEN_SERVERS.split(urls)).map(RedisAddress::parse).toList();
        if (new HashSet<>(servers).size() < servers.size()) {
            throw new IllegalArgumentException("the same server twice");
        }
        return new RedisUrl(servers, false);
    }
}
