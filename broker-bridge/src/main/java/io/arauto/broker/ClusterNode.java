package io.arauto.broker;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A gateway as the others reach it.
 *
 * @param mark eight URL-safe characters by which the others know it; drawn anew at each start, so that what belonged to a process that is
 *     gone is never taken for another's
 * @param name what people call it, as configured; nothing keeps two from having the same
 * @param host where the others connect to
 * @param key the secret with which this node and the others prove themselves to each other
 * @param certificates fingerprints of those that it may show; none when it speaks plain text
 */
public record ClusterNode(String mark, String name, String host, int port, String key, List<String> certificates) {
    public static final int MARK_LENGTH = 8;

    /** Not for logs: with the key. */
    String encode() {
        return new JsonObject()
                .put("name", name)
                .put("host", host)
                .put("port", port)
                .put("key", key)
                .put("certificates", new JsonArray(certificates))
                .encode();
    }

    static ClusterNode decode(String mark, String encoded) {
        var json = new JsonObject(encoded);
        return new ClusterNode(
                mark,
                json.getString("name", mark),
                json.getString("host"),
                json.getInteger("port"),
                json.getString("key"),
                // Nodes of the version before this one say nothing of certificates.
                json.getJsonArray("certificates", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    ClusterNode showing(List<String> others) {
        return new ClusterNode(mark, name, host, port, key, others);
    }

    public boolean speaksTls() {
        return !certificates.isEmpty();
    }

    @Override
    public String toString() {
        return mark + '@' + host + ':' + port;
    }
}
