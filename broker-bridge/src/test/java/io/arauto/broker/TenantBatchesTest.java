package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantBatchesTest {
    private static final Tenant ACME = new Tenant("acme");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<Batch> begun = new LinkedBlockingQueue<>();
    private final TenantBatches<Integer, String> batches = new TenantBatches<>(vertx, context, (tenant, some) -> {
        var batch = new Batch(tenant, some, Promise.promise());
        begun.add(batch);
        return batch.answers().future();
    });

    private record Batch(Tenant tenant, List<Integer> asked, Promise<List<String>> answers) {
        void answer() {
            answers.complete(asked.stream().map(number -> "answer " + number).toList());
        }
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void whatIsAskedMeanwhileIsDoneTogetherInItsOrder() throws Exception {
        var answers = IntStream.rangeClosed(0, 10)
                .mapToObj(number -> batches.ask(ACME, number))
                .toList();

        var alone = next();
        assertThat(alone.asked()).containsExactly(0);
        allAreWaiting();
        alone.answer();
        var together = next();
        assertThat(together.asked()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        together.answer();

        assertThat(Future.all(answers).await().<String>list())
                .startsWith("answer 0", "answer 1")
                .endsWith("answer 10");
    }

    @Test
    void noBatchKeepsRedisForLong() throws Exception {
        IntStream.range(0, 1_000).forEach(number -> batches.ask(ACME, number));

        next().answer();
        allAreWaiting();
        var some = next();
        assertThat(some.asked()).hasSizeBetween(10, 100);
        some.answer();
        assertThat(next().asked()).startsWith(some.asked().getLast() + 1);
    }

    @Test
    void aFailureIsThatOfItsBatchAlone() throws Exception {
        var first = batches.ask(ACME, 0);
        var second = batches.ask(ACME, 1);

        next().answers().fail("away");
        next().answer();

        assertThat(second.await()).isEqualTo("answer 1");
        assertThat(first.failed()).isTrue();
    }

    @Test
    void tenantsOfOtherPartitionsDoNotWait() throws Exception {
        batches.ask(ACME, 0);
        batches.ask(new Tenant("globex"), 0);

        assertThat(List.of(next().tenant().name(), next().tenant().name())).containsExactlyInAnyOrder("acme", "globex");
    }

    private Batch next() throws InterruptedException {
        var batch = begun.poll(10, TimeUnit.SECONDS);
        assertThat(batch).isNotNull();
        return Objects.requireNonNull(batch);
    }

    /** What was asked before has reached the context where it is gathered. */
    private void allAreWaiting() {
        var reached = Promise.<Void>promise();
        context.runOnContext(_ -> reached.complete());
        reached.future().await();
    }
}
