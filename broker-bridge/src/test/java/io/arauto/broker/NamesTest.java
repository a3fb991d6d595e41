package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Fuzz;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Tenant ACME = new Tenant("acme");
    private static final String HOSTILE_CHARACTERS = "{}[]*?\\ :/\n\r\0\u0001\t\"'çé\u202e\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "empresa_1.filial-2", "f3a9c0de"})
    void tenantsAreNamedLikeThis(String name) {
        assertThat(new Tenant(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a:b", "a}b", "a{b", "a b", "a\n", "a\0", "á", "a*", "a/b"})
    void noTenantCanReachIntoAnothersKeys(String name) {
        assertThatThrownBy(() -> new Tenant(name)).isInstanceOf(InvalidName.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", ":a", "A", "aB", "a`", "a/", "a@", "az{"})
    void topicsStartWithALetterOrDigitAndHaveNoCapitals(String name) {
        assertThatThrownBy(() -> Topic.module(name)).isInstanceOf(InvalidName.class);
        assertThatNoException().isThrownBy(() -> Topic.module("0z.a9_:-"));
    }

    @Test
    void namesHaveALongestLength() {
        assertThatNoException().isThrownBy(() -> new Tenant("a".repeat(64)));
        assertThatThrownBy(() -> new Tenant("a".repeat(65))).isInstanceOf(InvalidName.class);
        assertThatNoException().isThrownBy(() -> Topic.channel("a".repeat(100)));
        assertThatThrownBy(() -> Topic.channel("a".repeat(101))).isInstanceOf(InvalidName.class);
        assertThatNoException().isThrownBy(() -> Topic.user("a".repeat(48)));
        assertThatThrownBy(() -> Topic.user("a".repeat(49))).isInstanceOf(InvalidName.class);
        var longest = "a".repeat(48);
        assertThatNoException().isThrownBy(() -> Topic.channel("dm:" + longest + ":" + longest));
    }

    @Test
    void aHostileCharacterIsRefusedInEveryNameAtEveryPlace() {
        List<Function<String, Object>> names = List.of(
                Tenant::new,
                Topic::channel,
                Topic::user,
                Topic::module,
                name -> Topic.channel("dm:" + name + ":2"),
                name -> Topic.channel("dm:1:" + name),
                name -> TenantKeys.of(ACME).session(name),
                name -> TenantKeys.of(ACME).cursors(name),
                name -> TenantKeys.of(ACME).once(name, "1"));
        for (var name : names) {
            assertThatNoException().isThrownBy(() -> name.apply("a1"));
            HOSTILE_CHARACTERS.codePoints().filter(point -> point != ':').forEach(point -> {
                var hostile = Character.toString(point);
                for (var text : List.of(hostile, "a" + hostile, hostile + "a", "a" + hostile + "a")) {
                    assertThatThrownBy(() -> name.apply(text)).as(text).isInstanceOf(InvalidName.class);
                }
            });
        }
    }

    @Test
    void aRequestIdTakesWhatClientsUse() {
        var keys = TenantKeys.of(ACME);
        for (var id : List.of("1", "8e03978e-40d5-43dd-bc93-6894a57f9324", "a:b/c=d+e", "\"quoted\"")) {
            assertThat(keys.once("1", id)).endsWith("once:acme:1:" + id);
        }
        for (var id : List.of("", "a b", "{x}", "\0", "é", "x".repeat(129))) {
            assertThatThrownBy(() -> keys.once("1", id)).isInstanceOf(InvalidName.class);
        }
    }

    @Test
    void directConversationsNameTwoUsers() {
        assertThat(Topic.channel("dm:1:Joao.Silva@acme").name()).isEqualTo("dm:1:Joao.Silva@acme");
        for (var name : List.of("dm:1:", "dm::2", "dm:A", "dm:A:b:c", "dm:Á:1")) {
            assertThatThrownBy(() -> Topic.channel(name)).isInstanceOf(InvalidName.class);
        }
    }

    @Test
    void everyKeyOfATenantHasOneHashTagAndNoTwoAreTheSame() {
        var keys = TenantKeys.of(ACME);
        var vendas = Topic.channel("vendas");
        var all = Stream.of(
                        keys.outbox(),
                        keys.log(vendas),
                        keys.last(vendas),
                        keys.channel(vendas),
                        keys.log(Topic.module("vendas")),
                        keys.log(Topic.user("vendas")),
                        keys.once("1", "vendas"),
                        keys.once("1", "c:vendas"),
                        keys.session("vendas"),
                        keys.counts(),
                        keys.cursors("vendas"))
                .toList();

        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.stream()
                        .map(key -> key.substring(0, key.indexOf('}') + 1))
                        .distinct())
                .hasSize(1);
        assertThat(all).allMatch(key -> key.indexOf('{') == key.lastIndexOf('{'));
    }

    @Test
    void whatIsAcceptedAsAnIdIsWrittenTheSame() {
        Fuzz.tries(draw -> {
            var text = draw.oneOf(draw.text(20), draw.textOf("0123456789-", 20), draw.damaged("1764000000000-17"));
            try {
                assertThat(EventId.parse(text).toString()).isEqualTo(text.replaceAll("0*(\\d+)", "$1"));
            } catch (InvalidName refused) {
                assertThat(text).doesNotMatch("[0-9]{1,15}-[0-9]{1,15}");
            }
        });
    }

    @Test
    void idsGrowAsNumbersDo() {
        Fuzz.tries(draw -> {
            var id = new EventId(draw.integer(0, 0xffff), draw.integer(0, 0xffff));

            assertThat(EventId.parse(id.toString())).isEqualTo(id);
            assertThat(new EventId(id.millis() + 1, 0)).isGreaterThan(id);
            assertThat(new EventId(id.millis(), id.sequence() + 1)).isGreaterThan(id);
            assertThat(id.isAfter(id)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-",
                "1-",
                "-1",
                "1--1",
                "1-1-1",
                "a-1",
                "1-a",
                "+1-1",
                " 1-1",
                "1-1 ",
                "1-1\n",
                "$",
                "*",
                "1234567890123456-0",
                "0-1234567890123456",
                "\u0661-1"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> EventId.parse(text)).isInstanceOf(InvalidName.class);
    }

    @Test
    void topicsAreReadBackFromTheirKeys() {
        for (var topic : List.of(Topic.channel("a:b"), Topic.user("Maria@acme"), Topic.module("clientes"))) {
            assertThat(Topic.parse(topic.key())).isEqualTo(topic);
        }
        for (var key : List.of("", "c", "c:", "x:a", "cvendas", "c:VENDAS")) {
            assertThatThrownBy(() -> Topic.parse(key)).isInstanceOf(InvalidName.class);
        }
    }
}
