package io.arauto.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Logs as one JSON object a line: {@code {time, level, logger, thread, message, code, …, error}}. Our own messages begin with a stable
 * code and name their values, {@code "gateway_started node={} port={}"}: code and values become fields too.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] encode(ILoggingEvent event) {
        var json = new JsonObject()
                .put("time", event.getInstant().toString())
                .put("level", event.getLevel().toString().toLowerCase(Locale.ROOT))
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", event.getFormattedMessage());
        addFields(json, String.valueOf(event.getMessage()), event.getArgumentArray());
        if (event.getThrowableProxy() != null) {
            json.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return (json.encode() + '\n').getBytes(UTF_8);
    }

    private static void addFields(JsonObject json, String pattern, Object @Nullable [] values) {
        var words = pattern.split(" ", -1);
        if (!isCode(words[0])) {
            return;
        }
        json.put("code", words[0]);
        var next = 0;
        for (var word : words) {
            if (word.endsWith("={}") && values != null && next < values.length) {
                var name = word.substring(0, word.length() - "={}".length());
                var value = values[next++];
                if (!json.containsKey(name)) {
                    json.put(name, value instanceof Number || value instanceof Boolean ? value : String.valueOf(value));
                }
            }
        }
    }

    private static boolean isCode(String word) {
        return word.indexOf('_') > 0 && word.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return null;
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return null;
    }
}
