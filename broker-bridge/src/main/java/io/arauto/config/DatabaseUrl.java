package io.arauto.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where Postgres is: {@code postgresql://user:password@host:5432/database}, with anything special in user and password
 * percent-encoded. Parameters are refused rather than ignored: who writes {@code sslmode=require} must not get plain text.
 */
public record DatabaseUrl(String host, int port, String database, String user, String password) {
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
    private static final int DEFAULT_PORT = 5432;

    /** Throws {@link ConfigException}. */
    public static DatabaseUrl from(Environment environment) {
        try {
            var uri = new URI(environment.text(Variable.DATABASE_URL));
            var credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            var colon = credentials.indexOf(':');
            if (colon > 0 && isComplete(uri)) {
                return new DatabaseUrl(
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        uri.getPath().substring(1),
                        decode(credentials.substring(0, colon)),
                        decode(credentials.substring(colon + 1)));
            }
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw wrong();
        }
        throw wrong();
    }

    private static boolean isComplete(URI uri) {
        return SCHEMES.contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPath() != null
                && uri.getPath().length() > 1
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ConfigException wrong() {
        return new ConfigException("DATABASE_URL takes postgresql://user:password@host:5432/database");
    }

    /** Without credentials. */
    public String jdbc() {
        return "jdbc:postgresql://" + host + ':' + port + '/' + database;
    }

    @Override
    public String toString() {
        return jdbc();
    }
}
