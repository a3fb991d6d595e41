package io.arauto.broker;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Gathers what arrives in one event-loop tick, so that the listener gets it as one batch. */
final class Inbox {
    private final Context context;
    private TopicListener listener = Silence.INSTANCE;
    private List<TopicMessage> batch = new ArrayList<>();
    private final LongAdder repairs = new LongAdder();
    private final LongAdder unrepairable = new LongAdder();

    Inbox(Context context) {
        this.context = context;
    }

    void listener(TopicListener newListener) {
        listener = newListener;
    }

    void add(TopicMessage message) {
        if (batch.isEmpty()) {
            context.runOnContext(_ -> flush());
        }
        batch.add(message);
    }

    /** A gap is closed, whether or not with all that was missed. */
    void repaired() {
        repairs.increment();
    }

    long repairs() {
        return repairs.sum();
    }

    long unrepairable() {
        return unrepairable.sum();
    }

    void unrepairable(TopicAddress topic) {
        unrepairable.increment();
        flush();
        listener.onUnrepairable(topic);
    }

    private void flush() {
        if (!batch.isEmpty()) {
            var ready = batch;
            batch = new ArrayList<>();
            listener.onMessages(ready);
        }
    }

    /** For processes that only publish. */
    private enum Silence implements TopicListener {
        INSTANCE;

        @Override
        public void onMessages(List<TopicMessage> batch) {}

        @Override
        public void onUnrepairable(TopicAddress topic) {}
    }
}
