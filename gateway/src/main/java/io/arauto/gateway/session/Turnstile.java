package io.arauto.gateway.session;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets so many through at once on each event loop, the others wait in the order in which they came: when all of a node's clients come at once, what
 * each asks of Redis would be more than may be on its way there, and all would be sent away to come again.
 */
final class Turnstile {
    private static final int AT_ONCE = 100;

    private final ConcurrentHashMap<EventLoop, Line> lines = new ConcurrentHashMap<>();

    /** To be called on an event loop. */
    <T> Future<T> pass(Supplier<Future<T>> passage) {
        var context = ContextInternal.current();
        return lines.computeIfAbsent(context.nettyEventLoop(), _ -> new Line()).pass(context, passage);
    }

    private static final class Line {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int passing;
        private boolean isLettingIn;

        <T> Future<T> pass(ContextInternal context, Supplier<Future<T>> passage) {
            Promise<Void> entered = context.promise();
            waiting.add(entered::complete);
            var passed = entered.future().compose(_ -> passage.get()).onComplete(_ -> {
                passing--;
                letIn();
            });
            letIn();
            return passed;
        }

        /** Those who are through at once do not call it within itself, or a long line would be a deep stack. */
        private void letIn() {
            if (!isLettingIn) {
                isLettingIn = true;
                while (passing < AT_ONCE && !waiting.isEmpty()) {
                    passing++;
                    waiting.remove().run();
                }
                isLettingIn = false;
            }
        }
    }
}
