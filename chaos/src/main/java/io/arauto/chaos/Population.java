package io.arauto.chaos;

import io.arauto.chaos.Outages.Outage;
import io.arauto.testkit.TestUser;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All clients of all tenants, and their will to talk. They live on one event loop; this class may be called from anywhere else. */
final class Population implements AutoCloseable {
    private static final int USERS_A_TENANT = 8;
    private static final Kind[] MIX = {
        Kind.CHAT, Kind.CHAT, Kind.CHAT, Kind.CHAT, Kind.DIRECT, Kind.NOTIFICATION, Kind.SYNC, Kind.SYNC
    };

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final Outages outages = new Outages();
    private final List<TenantRecord> tenants = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private final Random random;
    private long talk;
    private int marks;

    Population(List<Integer> ports, int tenantCount, Random random) {
        this.random = random;
        var balancer = new Balancer(vertx, ports, random);
        for (var number = 0; number < tenantCount; number++) {
            var tenant = TenantRecord.of("tenant" + number);
            tenants.add(tenant);
            for (var user = 1; user <= USERS_A_TENANT; user++) {
                var who = TestUser.of(tenant.tenant(), String.valueOf(user), "user" + user, "chat");
                participants.add(new Participant(vertx, balancer, random, tenant, who.id(), who.token(), outages));
            }
        }
    }

    List<TenantRecord> tenants() {
        return tenants;
    }

    void join() {
        onLoop(() -> {
            participants.forEach(Participant::join);
            return true;
        });
    }

    /** Each participant sends something, {@code aSecond} times a second. */
    void talk(int aSecond) {
        onLoop(() -> talk = vertx.setPeriodic(1_000 / aSecond, _ -> participants.forEach(this::talk)));
    }

    void fallSilent() {
        onLoop(() -> vertx.cancelTimer(talk));
    }

    /** All are there and each got a yes after that moment. */
    boolean isWellSince(long moment) {
        return onLoop(() -> participants.stream()
                .allMatch(participant -> participant.isPresent() && participant.lastAck() - moment > 0));
    }

    /** All are there and nobody waits for an answer. */
    boolean isQuiet() {
        return onLoop(() -> participants.stream().allMatch(each -> each.isPresent() && each.isDone()));
    }

    /** Who keeps it from being quiet, and by what. */
    String unquiet() {
        return onLoop(() -> participants.stream()
                .filter(each -> !each.isPresent() || !each.isDone())
                .map(Participant::toString)
                .collect(Collectors.joining(", ")));
    }

    long acked() {
        return onLoop(() ->
                tenants.stream().mapToLong(tenant -> tenant.acked().size()).sum());
    }

    /** Checks what was seen so far, on the loop that sees it. */
    <T> T read(Supplier<T> reading) {
        return onLoop(reading);
    }

    List<Outage> outages() {
        return onLoop(() -> List.copyOf(outages.past()));
    }

    private void talk(Participant participant) {
        if (participant.isPresent()) {
            var tenant = participants.indexOf(participant) / USERS_A_TENANT;
            var kind = MIX[random.nextInt(MIX.length)];
            var other = Integer.parseInt(participant.user()) % USERS_A_TENANT + 1;
            var to = kind == Kind.DIRECT ? String.valueOf(other) : null;
            var mark = tenants.get(tenant).tenant() + ":" + participant.user() + ":" + marks++;
            participant.send(new Errand(kind, mark, to));
        }
    }

    private <T> T onLoop(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(_ -> {
            try {
                promise.complete(action.get());
            } catch (RuntimeException failure) {
                promise.fail(failure);
            }
        });
        return promise.future().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        onLoop(() -> {
            participants.forEach(Participant::leave);
            return true;
        });
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
