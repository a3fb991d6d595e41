package io.arauto.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");

    @Test
    void theMembersOfANewGroupAreJoinedAtOnceOnAllNodesAndNobodyElseKnowsOfIt() {
        var founder = NODES.onA(joao);
        var member = NODES.onB(maria);
        var outsider = NODES.onB(pedro);

        var group = founder.asks("channel:create", group("projeto-x", "2"));

        assertThat(group.getString("channel")).isEqualTo("projeto-x");
        assertThat(group.getJsonArray("members")).containsExactly("1", "2");
        assertThat(member.awaits("channel:changed"))
                .isEqualTo(new JsonObject()
                        .put("name", "projeto-x")
                        .put("state", "added")
                        .put(
                                "channel",
                                new JsonObject()
                                        .put("name", "projeto-x")
                                        .put("title", "Projeto X")
                                        .put("description", "")
                                        .put("kind", "group")
                                        .put("permissions", new JsonArray())
                                        .put("members", new JsonArray(List.of("1", "2")))));
        founder.awaits("channel:changed");
        founder.sendsChat("projeto-x", "só nós");
        assertThat(member.awaits("chat:message").getString("text")).isEqualTo("só nós");
        founder.sendsChat("geral", "para todos");
        assertThat(outsider.awaits("chat:message").getString("text")).isEqualTo("para todos");
        assertThat(outsider.received("channel:changed")).isEmpty();
        assertThat(code(outsider, "channel:join", "projeto-x")).isEqualTo("not_found");
        assertThat(code(outsider, "chat:history", "projeto-x")).isEqualTo("not_found");
        assertThat(names(outsider)).containsExactly("geral", "estoque");
        assertThat(names(member)).containsExactly("geral", "vendas", "projeto-x");
    }

    @Test
    void whoIsBroughtInHearsFromThenOnAndWhoIsTakenOutNoMore() {
        var founder = NODES.onA(joao);
        var member = NODES.onB(maria);
        founder.asks("channel:create", group("projeto-x"));
        founder.asks("channel:invite", members("projeto-x", "2"));
        assertThat(member.awaits("channel:changed").getString("state")).isEqualTo("added");
        founder.sendsChat("projeto-x", "bem-vinda");
        assertThat(member.awaits("chat:message").getString("text")).isEqualTo("bem-vinda");

        founder.asks("channel:remove", members("projeto-x", "2"));

        assertThat(member.events().await("channel:changed", 2).getLast())
                .isEqualTo(new JsonObject().put("name", "projeto-x").put("state", "removed"));
        founder.sendsChat("projeto-x", "sem ela");
        founder.sendsChat("geral", "com ela");
        assertThat(member.events().await("chat:message", 2).getLast().getString("text"))
                .isEqualTo("com ela");
        assertThat(code(member, "chat:history", "projeto-x")).isEqualTo("not_found");
    }

    @Test
    void whoWasAwayIsInTheGroupWhenItComesBack() {
        var founder = NODES.onA(joao);
        var member = NODES.onA(maria);
        member.dropsItsConnection();
        founder.asks("channel:create", group("projeto-x", "2"));
        founder.sendsChat("projeto-x", "primeira");

        member.reconnectsTo(NODES.b());

        assertThat(member.awaits("channel:changed").getString("state")).isEqualTo("added");
        assertThat(member.awaits("chat:message").getString("text")).isEqualTo("primeira");
        assertThat(member.recovered()).isTrue();
    }

    @Test
    void aNameIsGivenOnce() {
        NODES.onA(joao).asks("channel:create", group("projeto-x"));

        var second = NODES.onB(maria);
        for (var name : List.of("projeto-x", "geral", "financeiro")) {
            assertThat(second.isRefused("channel:create", group(name)).getString("code"))
                    .isEqualTo("conflict");
        }
        NODES.onB(TestUser.of(tenant + "x", "1", "outro", "chat")).asks("channel:create", group("projeto-x"));
    }

    @Test
    void outsidersCanNotBringThemselvesIn() {
        NODES.onA(joao).asks("channel:create", group("projeto-x"));
        var outsider = NODES.onB(pedro);

        assertThat(outsider.isRefused("channel:invite", members("projeto-x", "4"))
                        .getString("code"))
                .isEqualTo("not_found");
        assertThat(outsider.isRefused("channel:remove", members("projeto-x", "1"))
                        .getString("code"))
                .isEqualTo("not_found");
        assertThat(outsider.isRefused("channel:invite", members("geral", "4")).getString("code"))
                .isEqualTo("forbidden");
        assertThat(NODES.onA(TestUser.of(tenant, "9", "leitor", "vendas"))
                        .isRefused("channel:create", group("meu"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void aGroupThatIsCalledLikeAModuleShutsNobodyOutOfIt() {
        NODES.onA(joao).asks("channel:create", group("clientes"));

        NODES.onB(pedro).asks("data-sync:subscribe", new JsonObject().put("module", "clientes"));
    }

    @Test
    void invitationsAtTheSameTimeAllCount() {
        var here = NODES.onA(joao);
        here.asks("channel:create", group("projeto-x", "2"));
        var there = NODES.onB(maria);
        for (var number = 10; number < 20; number++) {
            here.emit("channel:invite", members("projeto-x", String.valueOf(number)));
            there.emit("channel:invite", members("projeto-x", String.valueOf(number + 10)));
        }

        assertThat(there.events()
                        .await(
                                "channel:changed",
                                event -> event.getJsonObject("channel")
                                                .getJsonArray("members")
                                                .size()
                                        == 22))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\",\"members\":[]}",
                "{\"name\":\"x\",\"title\":\"X\"}",
                "{\"name\":\"dm:1:2\",\"title\":\"X\",\"members\":[]}",
                "{\"name\":\"Ã\",\"title\":\"X\",\"members\":[]}",
                "{\"name\":\"x\",\"title\":\"X\",\"members\":[{}]}",
                "{\"name\":\"x\",\"title\":\"X\",\"members\":[\"a b\"]}",
                "{\"name\":\"x\",\"title\":\"X\",\"members\":\"1\"}",
                "{\"name\":7,\"title\":\"X\",\"members\":[null]}"
            })
    void garbageIsRefused(String payload) {
        assertThat(NODES.onA(joao)
                        .isRefused("channel:create", new JsonObject(payload))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static List<String> names(Client client) {
        return client.asks("channel:list", new JsonObject()).getJsonArray("channels").stream()
                .map(channel -> ((JsonObject) channel).getString("name"))
                .toList();
    }

    private static String code(Client client, String event, String channel) {
        return client.isRefused(event, new JsonObject().put("channel", channel)).getString("code");
    }

    private static JsonObject group(String name, String... members) {
        return new JsonObject()
                .put("name", name)
                .put("title", "Projeto X")
                .put("members", new JsonArray(List.of(members)));
    }

    private static JsonObject members(String channel, String... members) {
        return new JsonObject().put("channel", channel).put("members", new JsonArray(List.of(members)));
    }
}
