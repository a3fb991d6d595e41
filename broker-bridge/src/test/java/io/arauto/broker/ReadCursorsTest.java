package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.ReadCursors.Moved;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.TestRedis;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadCursorsTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");

    private RawRedis raw;
    private TestNode node;

    @BeforeEach
    void start() {
        raw = new RawRedis(REDIS.url());
        raw.send("FLUSHALL");
        node = TestNode.started(REDIS.url());
    }

    @AfterEach
    void stop() {
        node.close();
        raw.close();
    }

    @Test
    void whatOthersSaidIsUnreadUntilItIsMarked() {
        var first = says("joao");
        says("joao");
        var last = says("joao");

        assertThat(unread("maria")).isEqualTo(new Unread(3, last));
        assertThat(mark("maria", first)).contains(new Moved(2, true));
        assertThat(unread("maria")).isEqualTo(new Unread(2, last));
        assertThat(mark("maria", last)).contains(new Moved(0, true));
        assertThat(unread("joao")).isEqualTo(new Unread(0, last));
    }

    @Test
    void aCursorNeverGoesBack() {
        var first = says("joao");
        var last = says("joao");
        mark("maria", last);

        assertThat(mark("maria", first)).contains(new Moved(0, false));
        assertThat(mark("maria", last)).contains(new Moved(0, false));
    }

    @Test
    void whoSaysSomethingHasReadWhatWasSaidBefore() {
        says("joao");
        var last = says("maria");

        assertThat(unread("maria")).isEqualTo(new Unread(0, last));
        assertThat(unread("joao")).isEqualTo(new Unread(1, last));
    }

    @Test
    void onlyMessagesCount() {
        says("joao");
        var notified = node.publishes(ACME, VENDAS, "a notification");

        assertThat(unread("maria")).isEqualTo(new Unread(1, notified));
    }

    @Test
    void aMessageThatTheLogForgotIsMarkedByItsOrdinal() {
        says("joao");
        var old = says("joao");
        says("joao");
        raw.send("DEL", TenantKeys.of(ACME).log(VENDAS));
        var cursors = node.broker().cursors();

        assertThat(mark("maria", old)).isEmpty();
        assertThat(cursors.mark(ACME, "maria", "vendas", old, 2L).await()).contains(new Moved(1, true));
    }

    private EventId says(String user) {
        return node.broker()
                .publisher()
                .publish(Publication.of(ACME, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer("x"))
                        .counted("vendas", user))
                .await()
                .id();
    }

    private Unread unread(String user) {
        var unread = node.broker()
                .cursors()
                .unread(ACME, user, List.of("vendas", "geral"))
                .await();
        assertThat(unread.get("geral")).isEqualTo(Unread.NONE);
        return unread.getOrDefault("vendas", Unread.NONE);
    }

    private Optional<Moved> mark(String user, EventId message) {
        return node.broker().cursors().mark(ACME, user, "vendas", message, null).await();
    }
}
