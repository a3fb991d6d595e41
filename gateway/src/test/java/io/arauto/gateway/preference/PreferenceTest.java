package io.arauto.gateway.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "estoque", "chat");
    private final TestUser ana = TestUser.principal(tenant, "3", "ana.lima");

    @Test
    void withoutPreferencesEverythingIsOn() {
        assertThat(NODES.onA(maria).asks("preferences:get", new JsonObject()))
                .isEqualTo(new JsonObject("{\"modules\":{},\"channels\":{},\"types\":{},\"revision\":0}"));
    }

    @Test
    void aModuleSwitchedOffOnOneDeviceIsQuietOnAllAtOnceAndStaysInTheInbox() {
        var service = NODES.onA(erp);
        var phone = NODES.onA(maria);
        var desk = NODES.onB(maria);

        phone.asks("preferences:set", new JsonObject("{\"modules\":{\"estoque\":\"off\"}}"));
        desk.awaits("preferences:changed");
        var quiet = tells(service, "vendas", "estoque", "info", false);
        var loud = tells(service, "vendas", "vendas", "info", false);

        assertThat(Client.id(phone.awaits("notification"))).isEqualTo(loud);
        assertThat(Client.id(desk.awaits("notification"))).isEqualTo(loud);
        assertThat(desk.asks("notification:list", new JsonObject()).getJsonArray("notifications").stream()
                        .map(it -> Client.id((JsonObject) it)))
                .containsExactly(loud, quiet);
    }

    @Test
    void typesMutedUntilATimeAreQuietUntilThen() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        var until = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        var muted = new JsonObject().put("mutedUntil", until.toString());

        reader.asks("preferences:set", new JsonObject().put("types", new JsonObject().put("info", muted)));
        tells(service, "vendas", "vendas", "info", false);
        var warning = tells(service, "vendas", "vendas", "warning", false);
        while (Instant.now().isBefore(until)) {
            Thread.onSpinWait();
        }
        var info = tells(service, "vendas", "vendas", "info", false);

        assertThat(received(reader, 2)).containsExactly(warning, info);
    }

    @Test
    void aMutedChannelIsNotJoinedButWhatIsUrgentComesThrough() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        reader.asks("preferences:set", new JsonObject("{\"channels\":{\"vendas\":\"off\"}}"));

        service.sendsChat("vendas", "não se ouve");
        tells(service, "vendas", "vendas", "info", false);
        var urgent = tells(service, "vendas", "vendas", "error", true);
        var geral = service.sendsChat("geral", "ouve-se");

        assertThat(Client.id(reader.awaits("chat:message"))).isEqualTo(geral);
        assertThat(received(reader, 1)).containsExactly(urgent);
    }

    @Test
    void aMutedChannelCanBeJoinedAndIsQuietAgainWhenItIsMutedAnew() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        reader.asks("preferences:set", new JsonObject("{\"channels\":{\"vendas\":\"off\"}}"));
        reader.asks("channel:join", new JsonObject().put("channel", "vendas"));
        var heard = service.sendsChat("vendas", "aberto");

        reader.asks("preferences:set", new JsonObject("{\"channels\":{}}"));
        reader.asks("preferences:set", new JsonObject("{\"channels\":{\"vendas\":\"off\"}}"));
        service.sendsChat("vendas", "fechado");
        var geral = service.sendsChat("geral", "fim");

        assertThat(reader.events().await("chat:message", 2).stream().map(Client::id))
                .containsExactly(heard, geral);
    }

    @Test
    void quietHoursLetThroughWhatIsUrgentAndChat() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        var quiet = new JsonObject()
                .put("from", now.minusHours(1).toString())
                .put("to", now.plusHours(1).toString())
                .put("timeZone", "UTC");
        reader.asks("preferences:set", new JsonObject().put("quietHours", quiet));

        tells(service, "vendas", "vendas", "info", false);
        var urgent = tells(service, "vendas", "vendas", "info", true);
        service.sendsChat("vendas", "conversa");
        reader.awaits("chat:message");

        assertThat(received(reader, 1)).containsExactly(urgent);
    }

    @Test
    void whatTheSystemTellsReachesAdministratorsOnlyWhateverTheyPrefer() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        var administrator = NODES.onB(ana);
        administrator.asks(
                "preferences:set",
                new JsonObject("{\"modules\":{\"sistema\":\"off\"},\"channels\":{\"sistema\":\"off\"},"
                        + "\"types\":{\"error\":\"off\"}}"));

        var backup = tells(service, "geral", "sistema", "error", false);
        var sale = tells(service, "geral", "vendas", "info", false);

        assertThat(received(administrator, 2)).containsExactly(backup, sale);
        assertThat(received(reader, 1)).containsExactly(sale);
        assertThat(reader.isRefused("notification", notification("vendas", "sistema", "error", false))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void preferencesHoldForWhatWasMissedToo() {
        var service = NODES.onA(erp);
        var reader = NODES.onA(maria);
        reader.asks(
                "preferences:set",
                new JsonObject("{\"modules\":{\"estoque\":\"off\"},\"channels\":{\"geral\":\"off\"}}"));
        reader.dropsItsConnection();
        tells(service, "vendas", "estoque", "info", false);
        service.sendsChat("geral", "não se ouve");
        var missed = tells(service, "vendas", "vendas", "info", false);

        reader.reconnectsTo(NODES.b());

        assertThat(reader.recovered()).isTrue();
        assertThat(received(reader, 1)).containsExactly(missed);
        assertThat(reader.received("chat:message")).isEmpty();
    }

    @Test
    void aChangeReplacesThePartsThatItNames() {
        var reader = NODES.onA(maria);
        var first = reader.asks(
                "preferences:set", new JsonObject("{\"modules\":{\"crm\":\"off\"},\"types\":{\"info\":false}}"));

        var changed = reader.asks(
                "preferences:set",
                new JsonObject("{\"types\":null,\"quietHours\":"
                        + "{\"from\":\"22:00\",\"to\":\"07:00\",\"timeZone\":\"America/Sao_Paulo\"}}"));

        assertThat(changed.getLong("revision")).isGreaterThan(first.getLong("revision"));
        assertThat(unrevised(changed))
                .isEqualTo(new JsonObject("{\"modules\":{\"crm\":\"off\"},\"channels\":{},\"types\":{},\"quietHours\":"
                        + "{\"from\":\"22:00\",\"to\":\"07:00\",\"timeZone\":\"America/Sao_Paulo\"}}"));
        assertThat(reader.asks("preferences:get", new JsonObject())).isEqualTo(changed);
        assertThat(unrevised(reader.asks("preferences:set", changed))).isEqualTo(unrevised(changed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"modules\":7}",
                "{\"modules\":{\"A B\":\"on\"}}",
                "{\"modules\":{\"vendas\":\"sometimes\"}}",
                "{\"modules\":{\"vendas\":{}}}",
                "{\"modules\":{\"vendas\":{\"mutedUntil\":\"amanhã\"}}}",
                "{\"modules\":{\"vendas\":{\"mutedUntil\":\"-999999999-01-01T00:00:00Z\"}}}",
                "{\"channels\":[\"vendas\"]}",
                "{\"types\":{\"fatal\":\"off\"}}",
                "{\"quietHours\":{\"from\":\"22:00\",\"to\":\"22:00\",\"timeZone\":\"UTC\"}}",
                "{\"quietHours\":{\"from\":\"25:00\",\"to\":\"07:00\",\"timeZone\":\"UTC\"}}",
                "{\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:00\",\"timeZone\":\"Mars/Base\"}}",
                "{\"quietHours\":\"always\"}",
                "{\"mute\":true}"
            })
    void garbageIsRefusedAndChangesNothing(String garbage) {
        var reader = NODES.onA(maria);

        assertThat(reader.isRefused("preferences:set", new JsonObject(garbage)).getString("code"))
                .isEqualTo("invalid_payload");
        assertThat(reader.asks("preferences:get", new JsonObject()).getInteger("revision"))
                .isZero();
    }

    @Test
    void byRestTheyAreTheirOwnersAndTheAdministrators() throws Exception {
        var reader = NODES.onB(maria);
        var off = "{\"modules\":{\"estoque\":\"off\"}}";

        assertThat(put(maria, "2", off).statusCode()).isEqualTo(200);
        reader.awaits("preferences:changed");
        var changed =
                new JsonObject(put(ana, "2", "{\"types\":{\"info\":\"off\"}}").body());
        assertThat(unrevised(changed))
                .isEqualTo(new JsonObject("{\"modules\":{},\"channels\":{},\"types\":{\"info\":\"off\"}}"));
        assertThat(put(maria, "3", off).statusCode()).isEqualTo(403);
        assertThat(put(erp, "a%20b", off).statusCode()).isEqualTo(404);
        assertThat(put(maria, "2", "{\"modules\":1}").statusCode()).isEqualTo(400);
        assertThat(new JsonObject(get(erp, "2").body())).isEqualTo(changed);
        assertThat(get(maria, "3").statusCode()).isEqualTo(403);
        assertThat(new JsonObject(get(TestUser.service("another"), "2").body()).getInteger("revision"))
                .isZero();
    }

    private static JsonObject unrevised(JsonObject preferences) {
        var unrevised = preferences.copy();
        unrevised.remove("revision");
        return unrevised;
    }

    private HttpResponse<String> put(TestUser caller, String user, String body) throws Exception {
        return send(caller, user, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(TestUser caller, String user) throws Exception {
        return send(caller, user, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> send(TestUser caller, String user, HttpRequest.Builder request) throws Exception {
        return http.send(
                request.uri(URI.create(NODES.a() + "/api/v1/users/" + user + "/preferences"))
                        .header("Authorization", "Bearer " + caller.token())
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> received(Client client, int count) {
        return client.events().await("notification", count).stream()
                .map(Client::id)
                .toList();
    }

    private static String tells(Client service, String channel, String module, String type, boolean urgent) {
        return Client.id(service.asks("notification", notification(channel, module, type, urgent)));
    }

    private static JsonObject notification(String channel, String module, String type, boolean urgent) {
        return new JsonObject(Map.of(
                "channel", channel, "module", module, "type", type, "urgent", urgent, "title", "t", "message", "m"));
    }
}
