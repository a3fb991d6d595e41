package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.ParserHandler;
import io.vertx.redis.client.impl.RESPParser;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands and answers of one connection to Redis, in order. It takes the socket over from the client library, which has connected and
 * shaken hands: the library makes a system call of each command, which costs more than all else that is done for it, here and at the server.
 * What is sent in one event-loop tick leaves together. Lives on the socket's event loop.
 */
final class CommandPipe implements ParserHandler {
    /** So much is sent before the end of the tick, for the server to begin with. */
    private static final int CHUNK_BYTES = 32 * 1024;
    /** Answers are arrays of arrays at most so deep. */
    private static final int DEEPEST_ANSWER = 16;

    private final NetSocketInternal socket;
    private final ContextInternal context;
    private final Function<ErrorType, Throwable> failures;
    private final ArrayDeque<Promise<@Nullable Response>> waiting = new ArrayDeque<>();
    private final Runnable endOfTick = this::flush;
    private final GatheredCommands gathered = new GatheredCommands();
    private boolean ended;

    /**
     * @param socket over which nothing is on its way
     * @param context of its event loop, on which answers come
     * @param failures what an error that the server answers is to the sender
     */
    CommandPipe(NetSocketInternal socket, ContextInternal context, Function<ErrorType, Throwable> failures) {
        this.socket = socket;
        this.context = context;
        this.failures = failures;
        var parser = new RESPParser(this, DEEPEST_ANSWER);
        // All that has come at once in one turn of the context, rather than a turn for each answer.
        socket.handler(read -> context.dispatch(read, parser));
    }

    Future<@Nullable Response> send(Request request) {
        if (ended) {
            return Future.failedFuture(lost());
        }
        if (waiting.size() == RedisSettings.MOST_IN_FLIGHT) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "too much is on its way to Redis"));
        }
        Promise<@Nullable Response> answer = context.promise();
        waiting.add(answer);
        if (gathered.isEmpty()) {
            context.nettyEventLoop().execute(endOfTick);
        }
        gathered.add(request);
        if (gathered.size() >= CHUNK_BYTES) {
            flush();
        }
        return answer.future();
    }

    private void flush() {
        if (!gathered.isEmpty()) {
            socket.writeMessage(gathered.take());
        }
    }

    @Override
    public void handle(@Nullable Response reply) {
        var answer = waiting.poll();
        if (answer == null) {
            end();
        } else if (reply instanceof ErrorType error) {
            answer.fail(failures.apply(error));
        } else {
            answer.complete(reply);
        }
    }

    /** What comes can't be read. */
    @Override
    public void fail(Throwable failure) {
        end();
    }

    /** Ends the connection, if it has not ended: of what is on its way, nobody knows whether it was done. */
    void end() {
        ended = true;
        socket.close();
        gathered.clear();
        while (!waiting.isEmpty()) {
            waiting.remove().fail(lost());
        }
    }

    private static BrokerException lost() {
        return new BrokerException(Code.UNAVAILABLE, "connection lost");
    }
}
