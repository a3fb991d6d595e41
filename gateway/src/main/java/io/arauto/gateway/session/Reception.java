package io.arauto.gateway.session;

import io.arauto.broker.Topic;
import io.arauto.gateway.event.EventContent;

/** What of the events of its topics a session wants. Lives on the session's event loop, and is asked for each event. */
public interface Reception {
    Reception EVERYTHING = new Reception() {
        @Override
        public boolean wants(EventContent event) {
            return true;
        }

        @Override
        public boolean follows(Topic topic) {
            return true;
        }
    };

    /** Whether the client is to get this event; asked in order of events, also for what it missed. */
    boolean wants(EventContent event);

    /** Whether the client is to get events of this topic that nobody misses. */
    boolean follows(Topic topic);
}
