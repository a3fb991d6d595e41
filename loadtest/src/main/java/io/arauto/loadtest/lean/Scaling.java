package io.arauto.loadtest.lean;

import io.arauto.loadtest.Tokens;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What a message costs with more receivers, and with more of what should not matter: other tenants, channels, idle connections. {@code Scaling
 * <url> <HS256 secret> <pid of the server> [most] [seconds] [rows]}. For loopback only.
 */
public final class Scaling {
    private static final Pace PACE = Pace.inFlight(4);
    private static final int RECEIVERS = 100;
    private static final int FOLLOWED_BY_ONE = 400;
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final long CALM_MICROS = 20_000;
    private static final int PATIENCE = 30;

    private final Loads loads;
    private final String run = "scaling" + System.nanoTime() + '-';

    private Scaling(Loads loads) {
        this.loads = loads;
    }

    /** Of what there is more from column to column. */
    private enum Row {
        RECEIVERS,
        TENANTS,
        CHANNELS,
        CONNECTIONS
    }

    public static void main(String[] arguments) throws Exception {
        CommandLine.exit(
                "Scaling <url> <HS256 secret> <pid of the server> [most=1000] [seconds=10]"
                        + " [receivers,tenants,channels,connections]",
                6,
                arguments,
                line -> {
                    var rows = line.some("what there is more of", 5, Row.class);
                    new Scaling(Loads.of(line, true, Audience.ALL)).show(rows);
                    return true;
                });
    }

    private void show(List<Row> rows) throws Exception {
        loads.warmUp(List.of(PACE));
        System.out.printf("CPU us a delivery, %s messages in flight%n%12s", PACE, "");
        for (var count = 1; count <= most(); count *= 10) {
            System.out.printf(" %9d", count);
        }
        for (var row : rows) {
            show(row);
        }
        System.out.println();
    }

    private int most() {
        return loads.extent().members();
    }

    private void show(Row row) throws Exception {
        System.out.printf("%n%12s", row.name().toLowerCase(Locale.ROOT));
        for (var count = 1; count <= most(); count *= 10) {
            var crowd = await(bystanders(row, count));
            calm();
            var result = loads.run(row == Row.RECEIVERS ? count : RECEIVERS, PACE);
            System.out.printf(" %9.2f", (double) result.cpu().micros() / result.deliveries());
            await(crowd.leave());
        }
    }

    private Future<Crowd> bystanders(Row row, int count) {
        return switch (row) {
            case RECEIVERS -> Future.succeededFuture(crowd());
            case TENANTS -> tenants(count);
            case CHANNELS -> channels(count);
            case CONNECTIONS -> connections(count);
        };
    }

    /** Waits until the server is done with those who came and went, which is no part of a message's cost. */
    private void calm() throws InterruptedException {
        for (var look = 0; look < PATIENCE; look++) {
            var before = loads.server().cpu();
            Thread.sleep(LOOK_EVERY_MILLIS);
            if (loads.server().cpu().since(before).micros() <= CALM_MICROS) {
                return;
            }
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
