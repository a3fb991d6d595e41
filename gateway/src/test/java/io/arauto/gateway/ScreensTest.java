package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an ERP shows of presence and of records that are edited, drawn from nothing but what a client was sent. */
class ScreensTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_PRESENCE_PATIENCE", "1s"));

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.ofHours(-3));
    private static final Map<String, String> MARKS =
            Map.of("online", "🟢", "away", "🟡", "busy", "🔵", "offline", "🔴");

    private final String tenant = "t" + System.nanoTime();

    @Test
    void whoEditsARecordSinceWhen() {
        var watcher = NODES.onA(TestUser.of(tenant, "1", "joao.silva", "vendas"));
        watcher.asks("lock:subscribe", new JsonObject().put("resource", "cliente:42"));
        var editor = named("2", "Maria Silva", "Financeiro");

        var before = Instant.now();
        var fence = editor.asks("lock:acquire", new JsonObject().put("resource", "cliente:42"))
                .getString("fence");

        var banner = banner(watcher.awaits("lock:changed"));
        assertThat(banner)
                .matches(
                        "👤 Maria Silva está editando este cliente\n🕐 Iniciado às \\d\\d:\\d\\d:\\d\\d\n🔒 Bloqueado");
        assertThat(since(watcher.awaits("lock:changed")))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        editor.asks(
                "lock:release", new JsonObject().put("resource", "cliente:42").put("fence", fence));
        assertThat(banner(watcher.events().await("lock:changed", 2).getLast())).isEqualTo("🔓 Livre");
    }

    @Test
    void whoIsThereInWhichDepartmentAndSinceWhenAway() {
        var watcher = named("1", "João Silva", "Vendas");
        var people = new TreeMap<String, JsonObject>();
        learn(people, watcher.asks("presence:subscribe", new JsonObject().put("all", true)));
        named("2", "Maria Santos", "Financeiro").asks("presence:set", new JsonObject().put("status", "busy"));
        named("3", "Pedro Costa", "Estoque").asks("presence:set", new JsonObject().put("status", "away"));
        named("4", "Carlos Oliveira", "TI").close();

        Eventually.holds(() -> {
            watcher.received("presence:changed").forEach(change -> learn(people, change));
            assertThat(screen(people, Instant.now().plus(Duration.ofMinutes(3).plusSeconds(5))))
                    .isEqualTo("""
                            👥 USUÁRIOS ONLINE (3)
                            🟢 João Silva - Vendas (ativo)
                            🔵 Maria Santos - Financeiro (ocupado)
                            🟡 Pedro Costa - Estoque (ausente 3min)
                            🔴 Carlos Oliveira - TI (offline)""");
        });
    }

    private Client named(String id, String name, String department) {
        var claims = TestUser.of(tenant, id, "user." + id, "vendas")
                .claims(Duration.ofHours(1))
                .put("name", name)
                .put("department", department);
        return NODES.connect(NODES.b(), Tokens.sign(claims, Tokens.SECRET));
    }

    private static void learn(Map<String, JsonObject> people, JsonObject told) {
        told.getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .forEach(user -> people.put(user.getString("userId"), user));
    }

    private static String banner(JsonObject change) {
        return change.getString("state").equals("free")
                ? "🔓 Livre"
                : "👤 %s está editando este %s\n🕐 Iniciado às %s\n🔒 Bloqueado"
                        .formatted(
                                change.getJsonObject("holder").getString("name"),
                                change.getString("resource").split(":", 2)[0],
                                CLOCK.format(since(change)));
    }

    private static Instant since(JsonObject change) {
        return Instant.parse(change.getString("since"));
    }

    private static String screen(Map<String, JsonObject> people, Instant now) {
        var online = people.values().stream()
                .filter(user -> !user.getString("status").equals("offline"))
                .count();
        return people.values().stream()
                .map(user -> "%s %s - %s (%s)"
                        .formatted(
                                MARKS.get(user.getString("status")),
                                user.getString("name"),
                                user.getString("department"),
                                words(user, now)))
                .collect(Collectors.joining("\n", "👥 USUÁRIOS ONLINE (" + online + ")\n", ""));
    }

    private static String words(JsonObject user, Instant now) {
        return switch (user.getString("status")) {
            case "online" -> "ativo";
            case "busy" -> "ocupado";
            case "away" ->
                "ausente "
                        + Duration.between(Instant.parse(user.getString("lastActive")), now)
                                .toMinutes() + "min";
            default -> "offline";
        };
    }
}
