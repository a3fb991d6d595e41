package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Fuzz;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String PROXY = "10.0.0.1";
    private static final String ELSEWHERE = "203.0.113.9";

    private final TrustedProxies proxies =
            TrustedProxies.of(Set.of("10.0.0.0/8", "fd00::/8", "192.0.2.7")).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.4                            | 198.51.100.4",
                "198.51.100.4:5060                       | 198.51.100.4",
                "2001:db8::7                             | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]:443                       | 2001:db8:0:0:0:0:0:7",
                "::ffff:198.51.100.4                     | 198.51.100.4",
                "198.51.100.4, 10.9.9.9                  | 198.51.100.4",
                "198.51.100.4, fd00::5, 192.0.2.7        | 198.51.100.4",
                "10.7.7.7, 10.9.9.9                      | 10.7.7.7",
            })
    void aTrustedProxyIsBelievedAboutItsClient(String list, String client) {
        assertThat(proxies.clientOf(PROXY, headers("X-Forwarded-For", list))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.4                                        | 198.51.100.4",
                "For=\"198.51.100.4:47011\";proto=https;by=203.0.113.43  | 198.51.100.4",
                "proto=https;for=\"[2001:db8::7]:4711\"                  | 2001:db8:0:0:0:0:0:7",
                "for=198.51.100.4, for=10.9.9.9                          | 198.51.100.4",
            })
    void soItIsWhenItSpeaksByTheStandard(String forwarded, String client) {
        assertThat(proxies.clientOf(PROXY, headers("Forwarded", forwarded))).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1, 198.51.100.4", "127.0.0.1, garbage, 198.51.100.4, 10.9.9.9", ",,198.51.100.4"})
    void whatTheClientWroteItselfCountsForNothing(String list) {
        assertThat(proxies.clientOf(PROXY, headers("X-Forwarded-For", list))).isEqualTo("198.51.100.4");
    }

    @Test
    void headersInSeveralLinesAreOneList() {
        var headers = headers("X-Forwarded-For", "1.1.1.1").add("X-Forwarded-For", "198.51.100.4, 10.9.9.9");

        assertThat(proxies.clientOf(PROXY, headers)).isEqualTo("198.51.100.4");
    }

    @Test
    void whoIsNoTrustedProxyIsTheClientWhateverItSays() {
        assertThat(proxies.clientOf(ELSEWHERE, headers("X-Forwarded-For", "198.51.100.4")))
                .isEqualTo(ELSEWHERE);
        assertThat(TrustedProxies.of(Set.of()).orElseThrow().clientOf(PROXY, headers("Forwarded", "for=198.51.100.4")))
                .isEqualTo(PROXY);
    }

    @Test
    void aHeaderThatTheProxyOnlyPassesOnMakesNobodyElseOfTheClient() {
        var spoofed = headers("X-Forwarded-For", "198.51.100.4").add("Forwarded", "for=1.1.1.1");

        assertThat(proxies.clientOf(PROXY, spoofed)).isEqualTo(PROXY);
        assertThat(proxies.clientOf(PROXY, spoofed.set("Forwarded", "for=198.51.100.4")))
                .isEqualTo("198.51.100.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "localhost",
                "erp.example",
                "1.2.3",
                "1.2.3.4.5",
                "999.1.1.1",
                "[::1",
                "::1]",
                "1.2.3.4:",
                "1.2.3.4:x",
                "fe80::1%eth0",
                "for=",
                "for=\"",
                "for=unknown",
                "1.2.3.4\u0000"
            })
    void garbageLeavesTheProxyItself(String garbage) {
        for (var header : List.of("X-Forwarded-For", "Forwarded")) {
            assertThat(proxies.clientOf(PROXY, headers(header, garbage))).isEqualTo(PROXY);
            assertThat(proxies.clientOf(PROXY, headers(header, "for=198.51.100.4, " + garbage)))
                    .isIn(PROXY, "198.51.100.4");
        }
    }

    @Test
    void whateverIsWrittenThereTheAnswerIsAnAddress() {
        Fuzz.tries(draw -> {
            var headers = headers("X-Forwarded-For", draw.text(60)).add("Forwarded", draw.text(60));

            assertThat(Network.address(proxies.clientOf(PROXY, headers))).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "proxy", "/8", "10.0.0.0/x"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThat(TrustedProxies.of(Set.of("10.0.0.0/8", text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/9,10.127.255.255,true",
        "10.0.0.0/9,10.128.0.0,false",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "fd00::/10,fd3f::1,true",
        "fd00::/10,fd40::1,false",
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false"
    })
    void aNetworkIsWhatItsFirstBitsSay(String network, String address, boolean inside) {
        assertThat(Network.parse(network)
                        .orElseThrow()
                        .contains(Network.address(address).orElseThrow()))
                .isEqualTo(inside);
    }

    private static MultiMap headers(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }
}
