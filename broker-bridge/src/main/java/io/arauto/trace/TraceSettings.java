package io.arauto.trace;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.net.URI;
import java.util.Set;

/**
 * What is traced, and who is told.
 *
 * @param service what this process is called, such as {@code arauto-gateway}
 * @param instance which of them it is
 * @param perThousand of the traces that begin here; 0 for no traces at all
 * @param endpoint where a collector takes OTLP as JSON over HTTP
 */
public record TraceSettings(String service, String instance, int perThousand, URI endpoint) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Throws {@link ConfigException}. */
    public static TraceSettings from(Environment environment, String service, String instance) {
        return new TraceSettings(
                service,
                instance,
                environment.integer(Variable.ARAUTO_TRACES),
                endpoint(environment.text(Variable.ARAUTO_TRACES_ENDPOINT)));
    }

    private static URI endpoint(String text) {
        try {
            var uri = URI.create(text);
            if (SCHEMES.contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            throw wrong();
        }
        throw wrong();
    }

    private static ConfigException wrong() {
        return new ConfigException(
                Variable.ARAUTO_TRACES_ENDPOINT + " takes an address such as http://localhost:4318/v1/traces");
    }
}
