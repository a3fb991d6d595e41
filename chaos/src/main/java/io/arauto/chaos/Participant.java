package io.arauto.chaos;

import io.arauto.chaos.Journal.Began;
import io.arauto.chaos.Journal.Odd;
import io.arauto.chaos.Journal.Received;
import io.arauto.chaos.Journal.Subscribed;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that does what stock ones do: back-off from 1 to 5 seconds with half of it at random, connection state recovery with the
 * trailing id of the last event, nothing of its own. It repeats what was not acked, under the same {@code clientMsgId}. Lives on one
 * event loop.
 */
final class Participant {
    private static final int MOST_IN_FLIGHT = 8;
    private static final int FIRST_DELAY_MILLIS = 1_000;
    private static final int LONGEST_DELAY_MILLIS = 5_000;
    private static final int AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final Balancer balancer;
    private final Random random;
    private final TenantRecord tenant;
    private final Journal journal;
    private final String token;
    private final Outages outages;
    private final ArrayDeque<Errand> errands = new ArrayDeque<>();
    private final Map<Integer, Consumer<JsonObject>> unanswered = new HashMap<>();
    private final Map<Integer, Errand> inFlight = new HashMap<>();
    private @Nullable Transport transport;
    private @Nullable String pid;
    private @Nullable String offset;
    private int acks;
    private int attempts;
    private boolean present;
    private boolean subscribed;
    private boolean leaving;
    private long lastAck;

    Participant(
            Vertx vertx,
            Balancer balancer,
            Random random,
            TenantRecord tenant,
            String user,
            String token,
            Outages outages) {
        this.vertx = vertx;
        this.balancer = balancer;
        this.random = random;
        this.tenant = tenant;
        this.journal = new Journal(user);
        this.token = token;
        this.outages = outages;
        tenant.journals().add(journal);
    }

    String user() {
        return journal.user();
    }

    /** Connected, with a session. */
    boolean isPresent() {
        return present;
    }

    /** Nothing of what it was asked to send is without an answer. */
    boolean isDone() {
        return errands.isEmpty() && inFlight.isEmpty();
    }

    /** When it last got a yes, by {@link System#nanoTime()}. */
    long lastAck() {
        return lastAck;
    }

    void join() {
        balancer.connect(this::receive).onComplete(this::opened, _ -> again());
    }

    void leave() {
        leaving = true;
        if (transport != null) {
            transport.send("1");
            transport.close();
        }
    }

    void send(Errand errand) {
        tenant.attempted().add(errand.mark());
        errands.add(errand);
        sendNext();
    }

    private void opened(Transport opened) {
        transport = opened;
        opened.onClose(() -> lost(opened));
        var auth = new JsonObject();
        if (pid != null) {
            auth.put("pid", pid).put("offset", offset);
        }
        opened.send("0" + auth.put("token", token).encode());
    }

    private void lost(Transport lost) {
        if (lost.equals(transport)) {
            transport = null;
            if (present) {
                present = false;
                outages.lost(this);
            }
            unanswered.clear();
            // What may happen twice is given up: nobody was told that it happened.
            inFlight.values().stream()
                    .filter(errand -> errand.kind().isRepeatable())
                    .forEach(errands::addFirst);
            inFlight.clear();
            again();
        }
    }

    private void again() {
        if (!leaving) {
            var delay = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(attempts++, 3));
            vertx.setTimer(Math.round(delay * (0.5 + random.nextDouble())), _ -> join());
        }
    }

    private void receive(String packet) {
        switch (packet.charAt(0)) {
            case '0' -> pid = new JsonObject(packet.substring(1)).getString("pid");
            case '1' -> odd("disconnected for good");
            case '2' -> event(new JsonArray(packet.substring(1)));
            case '3' -> answer(packet);
            case '4' -> odd("refused for good: " + packet);
            default -> odd("unknown packet " + packet);
        }
    }

    private void event(JsonArray event) {
        var name = event.getString(0);
        var payload = event.getJsonObject(1);
        if (event.size() > 2) {
            offset = event.getString(2);
        }
        if (name.equals("session")) {
            greeted(payload);
            return;
        }
        var mark = Errand.markIn(name, payload);
        if (mark != null && offset != null) {
            journal.add(new Received(EventId.parse(offset), name, mark, System.nanoTime()));
        }
    }

    private void greeted(JsonObject session) {
        attempts = 0;
        present = true;
        if (!session.getBoolean("recovered") && offset != null) {
            journal.add(new Began(EventId.parse(offset), session.getString("reason", ""), System.nanoTime()));
            subscribed = false;
        }
        if (!subscribed) {
            subscribe();
        }
        outages.over(this);
        sendNext();
    }

    private void subscribe() {
        emit("data-sync:subscribe", new JsonObject().put("module", "clientes"), answer -> {
            var ok = answer.getJsonObject("ok");
            if (ok == null) {
                vertx.setTimer(AGAIN_MILLIS, _ -> subscribe());
            } else {
                subscribed = true;
                journal.add(new Subscribed(EventId.parse(ok.getString("lastId", "0-0")), System.nanoTime()));
            }
        });
    }

    private void sendNext() {
        while (present && inFlight.size() < MOST_IN_FLIGHT && !errands.isEmpty()) {
            var errand = errands.poll();
            // Before it is sent: a connection that is found to be closed then takes back all that is in flight.
            inFlight.put(acks, errand);
            emit(errand.kind().sent(), errand.payload(), answer -> answered(errand, answer));
        }
    }

    private void emit(String event, JsonObject payload, Consumer<JsonObject> onAnswer) {
        var id = acks++;
        unanswered.put(id, onAnswer);
        if (transport != null) {
            transport.send("2" + id + new JsonArray().add(event).add(payload).encode());
        }
    }

    private void answer(String packet) {
        var start = packet.indexOf('[');
        var id = Integer.parseInt(packet.substring(1, start));
        inFlight.remove(id);
        var handler = unanswered.remove(id);
        if (handler == null) {
            odd("answered twice, or without a question: " + packet);
        } else {
            handler.accept(new JsonArray(packet.substring(start)).getJsonObject(0));
        }
        sendNext();
    }

    private void answered(Errand errand, JsonObject answer) {
        var ok = answer.getJsonObject("ok");
        if (ok != null) {
            lastAck = System.nanoTime();
            var id = EventId.parse(ok.getString("id"));
            tenant.acked().add(new Acked(id, errand.kind(), errand.mark(), user(), errand.to(), lastAck));
            return;
        }
        var error = answer.getJsonObject("error");
        if (!error.getBoolean("retryable")) {
            odd(errand.kind().sent() + " was refused: " + error.encode());
        } else if (errand.kind().isRepeatable()) {
            vertx.setTimer(AGAIN_MILLIS, _ -> {
                errands.addFirst(errand);
                sendNext();
            });
        }
    }

    @Override
    public String toString() {
        return tenant.tenant() + ':' + user() + (present ? " present" : " absent") + ", in flight " + inFlight.values()
                + ", to be sent " + errands.size();
    }

    private void odd(String what) {
        journal.add(new Odd(what, System.nanoTime()));
    }
}
