package io.arauto.gateway.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many users of one channel, who prefer different things: each gets exactly what it must. */
class MixedPreferencesTest {
    private static final int NOTIFICATIONS = 1_000;
    private static final List<String> MODULES = List.of("vendas", "estoque", "crm");
    private static final List<String> TYPES = List.of("success", "info", "warning", "error");

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();

    private record Sent(int number, String module, String type, boolean urgent) {
        static Sent of(int number) {
            return new Sent(number, MODULES.get(number % 3), TYPES.get(number / 3 % 4), number % 17 == 0);
        }

        JsonObject toJson() {
            return new JsonObject(Map.of(
                    "channel",
                    "vendas",
                    "module",
                    module,
                    "type",
                    type,
                    "urgent",
                    urgent,
                    "title",
                    "Nº " + number,
                    "message",
                    "…"));
        }
    }

    /** What someone prefers, and what that must come to, said in another way. */
    private record Taste(String preferences, Predicate<Sent> wants) {}

    private static final List<Taste> TASTES = List.of(
            new Taste("{}", _ -> true),
            new Taste(
                    "{\"modules\":{\"estoque\":\"off\"}}",
                    sent -> !sent.module().equals("estoque")),
            new Taste(
                    "{\"types\":{\"info\":\"off\",\"success\":\"off\"}}",
                    sent -> sent.type().equals("warning") || sent.type().equals("error")),
            new Taste(
                    "{\"modules\":{\"vendas\":\"off\",\"crm\":\"off\"},\"types\":{\"error\":\"off\"}}",
                    sent -> sent.module().equals("estoque") && !sent.type().equals("error")),
            new Taste("{\"channels\":{\"vendas\":\"off\"}}", _ -> false),
            new Taste("{\"channels\":{\"geral\":\"off\"}}", _ -> true),
            new Taste(
                    "{\"modules\":{\"crm\":{\"mutedUntil\":\"2999-01-01T00:00:00Z\"}}}",
                    sent -> !sent.module().equals("crm")),
            new Taste("{\"modules\":{\"crm\":{\"mutedUntil\":\"2001-01-01T00:00:00Z\"}}}", _ -> true));

    @Test
    void aThousandNotificationsReachExactlyWhomTheyShould() {
        var service = NODES.onA(TestUser.service(tenant));
        var readers = new ArrayList<Client>();
        for (var user = 0; user < TASTES.size() * 4; user++) {
            var reader = user(user);
            var client = user % 2 == 0 ? NODES.onA(reader) : NODES.onB(reader);
            client.asks("preferences:set", new JsonObject(taste(user).preferences()));
            readers.add(client);
        }
        var outsider = NODES.onB(TestUser.of(tenant, "99", "pedro.costa", "estoque", "chat"));

        var ids = IntStream.range(0, NOTIFICATIONS)
                .mapToObj(number -> service.emit("notification", Sent.of(number).toJson()))
                .toList()
                .stream()
                .map(answer ->
                        Client.id(Eventually.completes("notification", answer).getJsonObject("ok")))
                .toList();
        var end = Client.id(service.asks(
                "notification",
                Sent.of(0).toJson().copy().put("channel", "geral").put("title", "fim")));

        for (var user = 0; user < readers.size(); user++) {
            var reader = readers.get(user);
            var wants = taste(user).wants();
            var expected = new ArrayList<>(IntStream.range(0, NOTIFICATIONS)
                    .mapToObj(Sent::of)
                    .filter(sent -> sent.urgent() || wants.test(sent))
                    .map(sent -> ids.get(sent.number()))
                    .toList());
            expected.add(end);
            reader.events().await("notification", payload -> Client.id(payload).equals(end));
            assertThat(reader.received("notification").stream().map(Client::id))
                    .as(taste(user).preferences())
                    .isEqualTo(expected);
            assertThat(reader.asks("notification:list", new JsonObject().put("limit", 1))
                            .getInteger("unread"))
                    .isEqualTo(NOTIFICATIONS + 1);
        }
        outsider.events().await("notification", payload -> Client.id(payload).equals(end));
        assertThat(outsider.received("notification")).hasSize(1);
    }

    private static Taste taste(int user) {
        return TASTES.get(user % TASTES.size());
    }

    private TestUser user(int number) {
        return TestUser.of(tenant, String.valueOf(number + 1), "user" + number, "vendas", "chat");
    }
}
