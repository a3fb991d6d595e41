package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How often a Redis has done each command, those of scripts among them, as {@code INFO commandstats} tells. */
final class RedisCommands {
    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");
    private static final String END = "\r\n";

    private final Vertx vertx;
    private final URI url;

    RedisCommands(Vertx vertx, URI url) {
        this.vertx = vertx;
        this.url = url;
    }

    Future<SortedMap<String, Long>> calls() {
        var answered = Promise.<SortedMap<String, Long>>promise();
        vertx.createNetClient()
                .connect(url.getPort(), url.getHost())
                .onFailure(answered::fail)
                .onSuccess(socket -> {
                    var answer = Buffer.buffer();
                    socket.handler(part -> {
                        answer.appendBuffer(part);
                        if (isComplete(answer)) {
                            socket.close();
                            answered.complete(parse(answer.toString()));
                        }
                    });
                    socket.write("INFO commandstats" + END);
                });
        return answered.future();
    }

    /** A bulk string: {@code $<length>}, and so many bytes. */
    private static boolean isComplete(Buffer answer) {
        var head = answer.toString().split(END, 2);
        return head.length == 2
                && answer.length() >= head[0].length() + 2 * END.length() + Integer.parseInt(head[0].substring(1));
    }

    private static SortedMap<String, Long> parse(String stats) {
        var calls = new TreeMap<String, Long>();
        var found = CALLS.matcher(stats);
        while (found.find()) {
            calls.put(found.group(1), Long.parseLong(found.group(2)));
        }
        return calls;
    }
}
