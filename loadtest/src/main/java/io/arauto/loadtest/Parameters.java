package io.arauto.loadtest;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a run is told by system properties. Everything that was asked for is remembered with its value, so that results can name it.
 * The secret is asked for apart and is not remembered.
 */
public final class Parameters {
    private final Properties properties;
    private final JsonObject asked = new JsonObject();

    public Parameters(Properties properties) {
        this.properties = properties;
    }

    public int number(String name, int otherwise) {
        var number = Integer.parseInt(properties.getProperty(name, String.valueOf(otherwise)));
        asked.put(name, number);
        return number;
    }

    /** Written as {@code 90s}, {@code 500ms} or {@code 2m}. */
    public Duration time(String name, String otherwise) {
        var text = properties.getProperty(name, otherwise);
        asked.put(name, text);
        return Duration.parse(
                text.endsWith("ms")
                        ? "PT" + Integer.parseInt(text.substring(0, text.length() - 2)) / 1e3 + "S"
                        : "PT" + text);
    }

    public String text(String name, String otherwise) {
        var text = properties.getProperty(name, otherwise);
        asked.put(name, text);
        return text;
    }

    /** The nodes or balancers to connect to, {@code -Durl=http://a:3000,http://b:3000}. */
    public List<URI> urls() {
        return Stream.of(text("url", "http://localhost:3000").split(",", -1))
                .map(URI::create)
                .toList();
    }

    /** What tokens are signed with: {@code -Dsecret}, or else {@code ARAUTO_JWT_SECRET}. */
    public String secret() {
        var secret = properties.getProperty("secret", System.getenv().getOrDefault("ARAUTO_JWT_SECRET", ""));
        if (secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "give the HS256 secret that the gateways verify tokens with, by -Dsecret=… or ARAUTO_JWT_SECRET; ./run prints its own");
        }
        return secret;
    }

    /** The names and values of all that was asked for. */
    public JsonObject asked() {
        return asked.copy();
    }
}
