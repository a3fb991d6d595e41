package io.arauto.standalone;

import io.arauto.testkit.RecoveringClient;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A user who wants one resource after another, waits for each turn, works a little and lets go, whatever happens to the connection. */
final class LockContender implements Runnable {
    private static final long LONGEST_TURN_MILLIS = 45_000;

    private final RecoveringClient client;
    private final LockLedger ledger;
    private final Random random;

    LockContender(RecoveringClient client, LockLedger ledger, long seed) {
        this.client = client;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (ledger.isOpen()) {
            var resource = "recurso:" + random.nextInt(LockLedger.RESOURCES);
            var fence = turn(resource);
            if (fence != null) {
                ledger.held(resource, fence, client);
                pause(random.nextInt(20));
                ask("lock:release", new JsonObject().put("resource", resource).put("fence", fence));
            }
        }
    }

    /** Asks until it has its turn, as one does whose socket may have gone: asking again keeps the place in the queue. */
    private @Nullable String turn(String resource) {
        var begun = System.nanoTime();
        while (ledger.isOpen()) {
            var answer = ask(
                    "lock:acquire", new JsonObject().put("resource", resource).put("wait", true));
            if (answer != null && answer.containsKey("ok")) {
                return answer.getJsonObject("ok").getString("fence");
            }
            if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) > LONGEST_TURN_MILLIS) {
                ledger.starved(resource + " for "
                        + client.events().named("session").getFirst().getString("userId"));
                return null;
            }
            awaitGrant(resource);
        }
        return null;
    }

    private void awaitGrant(String resource) {
        var before = grants(resource);
        for (var look = 0; look < 20 && ledger.isOpen() && grants(resource) == before; look++) {
            pause(50);
        }
    }

    private long grants(String resource) {
        return client.events().named("lock:granted").stream()
                .filter(grant -> resource.equals(grant.getString("resource")))
                .count();
    }

    private @Nullable JsonObject ask(String event, JsonObject payload) {
        try {
            return client.emit(event, payload).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        } catch (TimeoutException | ExecutionException | RuntimeException _) {
            pause(100);
            return null;
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
