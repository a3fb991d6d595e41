package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis that has lost everything: a second, empty one in its place. */
class RedisLossTest {
    @RegisterExtension
    static final Installation INSTALLATION = new Installation();

    @RegisterExtension
    static final TestRedis EMPTY_REDIS = new TestRedis();

    private final String tenant = "t" + System.nanoTime();
    private final String token = TestUser.service(tenant).token();

    @Test
    void channelsComeBackFromPostgres() {
        INSTALLATION.worker();
        var before = new RestClient(INSTALLATION.gateway(), token);
        var promo = new JsonObject().put("title", "Promo").put("permissions", JsonArray.of("all"));
        assertThat(before.put("/channels/promo", promo).status()).isEqualTo(201);
        assertThat(before.delete("/channels/estoque").status()).isEqualTo(204);
        awaitStored("channels", 2);

        var after = new RestClient(INSTALLATION.gateway(EMPTY_REDIS), token);

        Eventually.isTrue("promo is back", () -> after.get("/channels/promo").status() == 200);
        Eventually.isTrue(
                "estoque is gone", () -> after.get("/channels/estoque").status() == 404);
    }

    @Test
    void whatAdministratorsDecidedHoldsForTheFirstWhoComes() {
        INSTALLATION.worker();
        var before = new RestClient(INSTALLATION.gateway(), token);
        var settings = before.put(
                        "/settings", new JsonObject().put("limits", new JsonObject().put("messagesPerMinute", 7)))
                .body();
        before.put("/users/1/access", new JsonObject().put("chat", false));
        before.delete("/users/2/sessions");
        awaitStored("policies", 3);

        var url = INSTALLATION.gateway(EMPTY_REDIS);

        assertThat(new RestClient(url, TestUser.of(tenant, "2", "maria.santos").token())
                        .get("/channels")
                        .status())
                .isEqualTo(401);
        var after = new RestClient(url, token);
        assertThat(after.get("/settings").body()).isEqualTo(settings);
        assertThat(after.get("/users/1/access").body().getBoolean("chat")).isFalse();
    }

    @Test
    void usersAreToldOfWhatTheyWantedToBeToldOf() {
        INSTALLATION.worker();
        var before = new RestClient(INSTALLATION.gateway(), token);
        var muted = new JsonObject().put("channels", new JsonObject().put("geral", "off"));
        before.put("/users/1/preferences", new JsonObject().put("types", new JsonObject().put("info", "off")));
        var preferences = before.put("/users/1/preferences", muted).body();
        before.put("/users/2/preferences", muted);
        awaitStored("preferences", 2);
        awaitStored("preferences", preferences.getLong("revision"));

        var url = INSTALLATION.gateway(EMPTY_REDIS);

        var joao = INSTALLATION.client(url, TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"));
        assertThat(joao.asks("preferences:get", new JsonObject())).isEqualTo(preferences);
        joao.sendsChat("geral", "de quem não ouve");
        joao.sendsChat("vendas", "de quem ouve");
        assertThat(joao.awaits("chat:message").getString("channel")).isEqualTo("vendas");
        var changed = joao.asks("preferences:set", new JsonObject().putNull("channels"));
        assertThat(changed.getLong("revision")).isGreaterThan(preferences.getLong("revision"));
    }

    private void awaitStored(String table, long revision) {
        Eventually.isTrue(
                "Postgres has revision " + revision,
                () -> INSTALLATION.count("SELECT count(*) FROM " + table + " WHERE tenant = '" + tenant
                                + "' AND revision = " + revision)
                        >= 1);
    }

    private void awaitStored(String table, int count) {
        Eventually.isTrue(
                "Postgres has " + count,
                () -> INSTALLATION.count("SELECT count(*) FROM " + table + " WHERE tenant = '" + tenant + "'")
                        == count);
    }
}
