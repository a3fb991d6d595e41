package io.arauto.standalone;

import io.arauto.testkit.RecoveringClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What contenders saw of locks: who held which fence, and who was never served. */
final class LockLedger {
    static final int RESOURCES = 5;

    private final Map<String, RecoveringClient> holders = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean open = true;

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    void held(String resource, String fence, RecoveringClient client) {
        turns.incrementAndGet();
        var other = holders.putIfAbsent(resource + ' ' + fence, client);
        if (other != null && !other.equals(client)) {
            violations.add("two holders of " + resource + " with the fence " + fence);
        }
    }

    void starved(String who) {
        violations.add("never served: " + who);
    }

    int turns() {
        return turns.get();
    }

    List<String> violations() {
        return violations;
    }
}
