package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/** Users of one or several nodes who lose their connections together and come back. */
record Returnees(Vertx vertx, List<URI> urls, List<Returnee> users) {
    private static final int AT_ONCE = 50;
    /** What stock clients wait before they come back, one more and another less. */
    private static final int SHORTEST_DELAY_MILLIS = 500;

    private static final int LONGEST_DELAY_MILLIS = 1_500;

    /** A few at a time, user by user, to one node after the other. */
    Future<Void> join(int shift) {
        return joinFrom(0, shift);
    }

    private Future<Void> joinFrom(int first, int shift) {
        if (first >= users.size()) {
            return Future.succeededFuture();
        }
        return Future.all(IntStream.range(first, Math.min(first + AT_ONCE, users.size()))
                        .mapToObj(user -> users.get(user).join(url(user + shift)))
                        .toList())
                .compose(_ -> joinFrom(first + AT_ONCE, shift));
    }

    /** All at once, each after a delay of its own. Tells how many microseconds each had to wait from then on. */
    Future<ConcurrentHistogram> comeBack(int shift) {
        var micros = new ConcurrentHistogram(600_000_000, 3);
        return Future.all(IntStream.range(0, users.size())
                        .mapToObj(user -> delayed()
                                .compose(began -> users.get(user)
                                        .join(url(user + shift))
                                        .onSuccess(_ -> micros.recordValue((System.nanoTime() - began) / 1_000))))
                        .toList())
                .map(micros);
    }

    private Future<Long> delayed() {
        var millis = ThreadLocalRandom.current().nextInt(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS);
        return vertx.timer(millis, TimeUnit.MILLISECONDS).map(_ -> System.nanoTime());
    }

    void breakAll() {
        users.forEach(Returnee::breaks);
    }

    long recovered() {
        return users.stream().filter(Returnee::isRecovered).count();
    }

    /** How often one of them was not let in. */
    long refusals() {
        return users.stream().mapToLong(Returnee::refusals).sum();
    }

    private URI url(int number) {
        return urls.get(number % urls.size());
    }
}
