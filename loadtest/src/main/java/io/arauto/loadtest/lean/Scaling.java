package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What a message costs with more receivers, and with more of what should not matter: other tenants, channels, idle connections. {@code Scaling
 * <url> <HS256 secret> <pid of the server> [most] [seconds]}. For loopback only.
 */
public final class Scaling {
    private static final Pace PACE = Pace.inFlight(4);
    private static final int RECEIVERS = 100;
    private static final int FOLLOWED_BY_ONE = 400;

    private final Loads loads;
    private final String run = "scaling" + System.nanoTime() + '-';

    private Scaling(Loads loads) {
        this.loads = loads;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3 || arguments.length > 5) {
            System.err.println("usage: Scaling <url> <HS256 secret> <pid of the server> [most=1000] [seconds=10]");
            System.exit(64);
        }
        new Scaling(Loads.of(arguments, Audience.ALL)).show();
        System.exit(0);
    }

    private void show() throws Exception {
        loads.warmUp(List.of(PACE));
        System.out.printf("CPU us a delivery, %s messages in flight%n%28s", PACE, "");
        for (var count = 1; count <= most(); count *= 10) {
            System.out.printf(" %9d", count);
        }
        show("receivers", _ -> Future.succeededFuture(crowd()), count -> count);
        show("other tenants", this::tenants, _ -> RECEIVERS);
        show("channels followed", this::channels, _ -> RECEIVERS);
        show("idle connections", this::connections, _ -> RECEIVERS);
        System.out.println();
    }

    private int most() {
        return loads.extent().members();
    }

    private void show(String what, IntFunction<Future<Crowd>> bystanders, IntFunction<Integer> receivers)
            throws Exception {
        System.out.printf("%n%28s", what);
        for (var count = 1; count <= most(); count *= 10) {
            var crowd = await(bystanders.apply(count));
            var result = loads.run(receivers.apply(count), PACE);
            System.out.printf(" %9.2f", (double) result.cpu().micros() / result.deliveries());
            await(crowd.leave());
        }
    }

    private Future<Crowd> tenants(int count) {
        return joined(count, number -> guest("tenant" + number, number));
    }

    private Future<Crowd> connections(int count) {
        return joined(count, number -> guest("idle", number));
    }

    /** A session follows some hundreds at most, so several share them. */
    private Future<Crowd> channels(int count) {
        return follow(crowd(), 0, count);
    }

    private Future<Crowd> follow(Crowd crowd, int from, int count) {
        if (from == count) {
            return Future.succeededFuture(crowd);
        }
        var until = Math.min(from + FOLLOWED_BY_ONE, count);
        return crowd.join(1, _ -> guest("channels", from + 1))
                .compose(_ -> ask(crowd.last(), from, until))
                .compose(_ -> follow(crowd, until, count));
    }

    private static Future<Void> ask(Member follower, int from, int until) {
        return from == until
                ? Future.succeededFuture()
                : follower.ask("420[\"data-sync:subscribe\",{\"module\":\"m" + from + "\"}]")
                        .compose(_ -> ask(follower, from + 1, until));
    }

    private Crowd.Guest guest(String tenant, int user) {
        return new Crowd.Guest(new Tokens(loads.secret(), run + tenant).of(user), _ -> {});
    }

    private Future<Crowd> joined(int count, IntFunction<Crowd.Guest> guests) {
        var crowd = crowd();
        return crowd.join(count, guests).map(crowd);
    }

    private Crowd crowd() {
        return new Crowd(loads.vertx(), loads.url());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
    }
}
