package io.arauto.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be undone of a start, the newest first; one failure does not keep the rest from it. */
final class Undo {

    private static final Logger log = LoggerFactory.getLogger(Undo.class);

    private final Deque<Step> steps = new ArrayDeque<>();

    /** Undoes one thing. */
    interface Step {
        void run() throws Exception;
    }

    synchronized void add(Step step) {
        steps.push(step);
    }

    /** Remembers to close it, and hands it back. */
    <T extends AutoCloseable> T with(T resource) {
        add(resource::close);
        return resource;
    }

    synchronized void run() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (Exception e) {
                log.warn("stop_failed", e);
            }
        }
    }
}
