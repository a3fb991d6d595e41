package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that were away for longer than the hot logs go back. */
class LongAbsenceTest {
    private static final int MOST_MISSED = 1_000;

    @RegisterExtension
    static final Installation INSTALLATION =
            new Installation(Map.of("ARAUTO_LOG_LENGTH", "10", "ARAUTO_RESUME_EVENTS", String.valueOf(MOST_MISSED)));

    private final String tenant = "t" + System.nanoTime();
    private AutoCloseable worker = () -> {};
    private String url = "";
    private RecoveringClient reader;
    private RecoveringClient sender;

    @BeforeEach
    void connect() {
        worker = INSTALLATION.worker();
        url = INSTALLATION.gateway();
        reader = INSTALLATION.client(url, TestUser.of(tenant, "2", "maria.santos", "estoque", "vendas", "chat"));
        sender = INSTALLATION.client(url, TestUser.of(tenant, "1", "joao.silva", "estoque", "vendas", "chat"));
        reader.asks("data-sync:subscribe", new JsonObject().put("module", "estoque"));
    }

    @Test
    void whatRedisHasLetGoComesFromPostgresWhateverItsKind() {
        var seen = sender.sendsChat("vendas", "antes");
        reader.awaits("chat:message");
        reader.dropsItsConnection();
        var ids = eventsOfAllKinds(200);
        awaitStored(ids.getLast());

        reader.reconnectsTo(INSTALLATION.gateway());

        assertThat(reader.recovered()).isTrue();
        ids.addFirst(seen);
        ids.add(sender.sendsChat("vendas", "depois"));
        Eventually.holds(() -> assertThat(received()).containsExactlyElementsOf(ids));
    }

    @Test
    void whatNoWorkerHasWrittenYetIsNotMissing() throws Exception {
        reader.dropsItsConnection();
        var ids = eventsOfAllKinds(60);
        awaitStored(ids.getLast());
        INSTALLATION.close(worker);
        ids.addAll(eventsOfAllKinds(180));

        reader.reconnectsTo(INSTALLATION.gateway());

        assertThat(reader.recovered()).isTrue();
        Eventually.holds(() -> assertThat(received()).containsExactlyElementsOf(ids));
        assertThat(history("vendas")).hasSize(60).isSorted();
    }

    @Test
    void anEventThatPostgresDoesNotHaveIsNotPassedOver() {
        reader.dropsItsConnection();
        var ids = eventsOfAllKinds(200);
        awaitStored(ids.getLast());
        INSTALLATION.count("WITH gone AS (DELETE FROM recent_events WHERE tenant = '" + tenant
                + "' AND topic = 'm:estoque' AND ms || '-' || seq = '" + ids.get(2) + "' RETURNING 1)"
                + " SELECT count(*) FROM gone");

        reader.reconnectsTo(INSTALLATION.gateway());

        assertNotRecovered("history_incomplete");
    }

    @Test
    void whoMissedTooMuchIsTold() {
        reader.dropsItsConnection();
        awaitStored(eventsOfAllKinds(MOST_MISSED + 4).getLast());

        reader.reconnectsTo(INSTALLATION.gateway());

        assertNotRecovered("too_much_missed");
    }

    @Test
    void aPostgresThatDoesNotAnswerHangsNobody() {
        reader.dropsItsConnection();
        awaitStored(eventsOfAllKinds(200).getLast());
        var other = INSTALLATION.gateway();

        INSTALLATION.whilePostgresHangs(() -> reader.reconnectsTo(other));

        assertNotRecovered("history_unavailable");
    }

    private void assertNotRecovered(String reason) {
        assertThat(reader.recovered()).isFalse();
        assertThat(reader.events().named("session").getLast().getString("reason"))
                .isEqualTo(reason);
        assertThat(received()).isEmpty();
    }

    /** In turn a message, a notification, a change of data, and a direct message. */
    private List<String> eventsOfAllKinds(int count) {
        var answers = new ArrayList<String>();
        for (var number = 0; number < count; number++) {
            answers.add(Client.id(
                    switch (number % 4) {
                        case 0 ->
                            sender.asks(
                                    "chat:send",
                                    new JsonObject().put("channel", "vendas").put("text", "m" + number));
                        case 1 ->
                            sender.asks(
                                    "notification",
                                    new JsonObject()
                                            .put("channel", "geral")
                                            .put("type", "info")
                                            .put("title", "n" + number)
                                            .put("message", "…"));
                        case 2 ->
                            sender.asks(
                                    "data-sync",
                                    new JsonObject()
                                            .put("module", "estoque")
                                            .put("action", "update")
                                            .put("data", new JsonObject().put("n", number)));
                        default ->
                            sender.asks(
                                    "chat:send", new JsonObject().put("to", "2").put("text", "m" + number));
                    }));
        }
        return answers;
    }

    private void awaitStored(String id) {
        Eventually.isTrue(
                "all is in Postgres",
                () -> INSTALLATION.count("SELECT count(*) FROM recent_events WHERE tenant = '" + tenant
                                + "' AND ms || '-' || seq = '" + id + "'")
                        > 0);
    }

    private List<String> received() {
        return reader.events().all().stream()
                .filter(event -> event.offset() != null && !event.name().equals("session"))
                .map(event -> event.payload().getString("id"))
                .toList();
    }

    private List<String> history(String channel) {
        var ids = new ArrayList<String>();
        var query = new JsonObject().put("channel", channel).put("limit", 50);
        JsonObject page;
        do {
            page = sender.asks("chat:history", query);
            var older = new ArrayList<String>();
            page.getJsonArray("messages").forEach(it -> older.add(Client.id((JsonObject) it)));
            ids.addAll(0, older);
            query.put("before", page.getString("next"));
        } while (page.containsKey("next"));
        return ids;
    }
}
