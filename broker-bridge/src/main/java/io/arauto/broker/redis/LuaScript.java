package io.arauto.broker.redis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script of this library, sent by its digest. Each new connection loads all of them first; a server that forgot them since then
 * ({@code SCRIPT FLUSH}) gets the text again, and calls that were on their way meanwhile may change places.
 */
public final class LuaScript {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^-- include (\\S+)$");
    private static final Map<String, LuaScript> BY_DIGEST = new ConcurrentHashMap<>();

    private final String text;
    private final String digest;

    private LuaScript(String text) {
        this.text = text;
        this.digest = sha1(text);
    }

    /** @param name of a resource beside the classes of the library, such as {@code publish.lua} */
    public static LuaScript load(String name) {
        return load(name, Map.of());
    }

    /** @param given numbers that the script finds by their names, and that are always the same: as arguments, each call would pass them */
    public static LuaScript load(String name, Map<String, ? extends Number> given) {
        var script = new LuaScript(source(name, given));
        BY_DIGEST.put(script.digest, script);
        return script;
    }

    /** As {@link #source(String)}, after what is given. */
    public static String source(String name, Map<String, ? extends Number> given) {
        var settings = new StringBuilder();
        new TreeMap<>(given).forEach((local, number) -> settings.append("local %s = %s\n".formatted(local, number)));
        return settings + source(name);
    }

    /** The text of a script, each line {@code -- include other.lua} replaced by the text of the other. */
    private static String source(String name) {
        try (var resource = LuaScript.class.getResourceAsStream("/io/arauto/broker/" + name)) {
            if (resource == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return INCLUDE.matcher(text).replaceAll(line -> Matcher.quoteReplacement(source(line.group(1))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs it; no script of this library answers nil.
     *
     * @param arguments each a {@link Buffer}, or anything that says itself by {@code toString} */
    public Future<Response> run(RedisLink link, List<String> keys, List<?> arguments) {
        return run(link::send, keys, arguments);
    }

    /** As {@link #run}, for what must not be lost: the answer comes when as many replicas as are asked for have it. */
    public Future<Response> runReplicated(RedisLink link, List<String> keys, List<?> arguments) {
        return run(link::write, keys, arguments);
    }

    private Future<Response> run(
            Function<Request, Future<@Nullable Response>> link, List<String> keys, List<?> arguments) {
        return link.apply(request(Command.EVALSHA, digest, keys, arguments)).transform((answer, failure) -> {
            if (failure == null) {
                return Future.succeededFuture(notNil(answer));
            }
            return isUnknown(failure)
                    ? link.apply(text(keys, arguments)).map(LuaScript::notNil)
                    : Future.failedFuture(failure);
        });
    }

    private static Response notNil(@Nullable Response answer) {
        return Objects.requireNonNull(answer, "nil");
    }

    /** Those of this process. */
    static Collection<LuaScript> all() {
        return BY_DIGEST.values();
    }

    /** The server does not know a script. */
    static boolean isUnknown(Throwable failure) {
        return failure instanceof ErrorType error && error.is("NOSCRIPT");
    }

    Request load() {
        return Request.cmd(Command.SCRIPT).arg("LOAD").arg(text);
    }

    /** To be sent to a server that does not know it yet. */
    Request text(List<String> keys, List<?> arguments) {
        return request(Command.EVAL, text, keys, arguments);
    }

    private static Request request(Command command, String script, List<String> keys, List<?> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (var argument : arguments) {
            if (argument instanceof Buffer bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
