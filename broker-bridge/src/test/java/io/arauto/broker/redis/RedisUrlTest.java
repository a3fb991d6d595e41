package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
    @Test
    void oneServerIsTakenAsItIs() {
        assertThat(servers("rediss://user:secret@redis.example:6380/2"))
                .containsExactly(new RedisAddress(List.of("rediss://user:secret@redis.example:6380/2"), ""));
    }

    @Test
    void sentinelsShareTheCredentialsAndAreAskedForTheMasterByName() {
        assertThat(servers("redis+sentinel://:secret@a:26379,b,10.0.0.3:5000/erp/1"))
                .containsExactly(new RedisAddress(
                        List.of(
                                "redis://:secret@a:26379/1",
                                "redis://:secret@b:26379/1",
                                "redis://:secret@10.0.0.3:5000/1"),
                        "erp"));
        assertThat(servers("rediss+sentinel://a"))
                .containsExactly(new RedisAddress(List.of("rediss://a:26379"), "mymaster"));
    }

    @Test
    void severalServersKeepTheirOrderWhateverTheirForms() {
        assertThat(servers("redis://a:6379,redis+sentinel://s1,s2/erp,rediss://:x,y@b:6380"))
                .containsExactly(
                        new RedisAddress(List.of("redis://a:6379"), ""),
                        new RedisAddress(List.of("redis://s1:26379", "redis://s2:26379"), "erp"),
                        new RedisAddress(List.of("rediss://:x,y@b:6380"), ""));
    }

    @Test
    void someServersOfAClusterShareTheCredentialsAndSoDoTheOthers() {
        var cluster = RedisUrl.parse("rediss+cluster://user:secret@a:7000,b,[::1]:7002");

        assertThat(cluster.isCluster()).isTrue();
        assertThat(cluster.servers())
                .containsExactly(
                        new RedisAddress(List.of("rediss://user:secret@a:7000"), ""),
                        new RedisAddress(List.of("rediss://user:secret@b"), ""),
                        new RedisAddress(List.of("rediss://user:secret@[::1]:7002"), ""));
        assertThat(cluster.servers().getFirst().elsewhere("10.0.0.3", 7001))
                .isEqualTo(new RedisAddress(List.of("rediss://user:secret@10.0.0.3:7001"), ""));
        assertThat(cluster.servers().getLast().elsewhere("", 7001))
                .isEqualTo(new RedisAddress(List.of("rediss://user:secret@[::1]:7001"), ""));
        assertThat(cluster.servers().get(1).elsewhere("fe80::2", 7001))
                .isEqualTo(new RedisAddress(List.of("rediss://user:secret@[fe80::2]:7001"), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://",
                "http://secret:6379",
                "redis+sentinel:///erp",
                "redis+sentinel://a/erp/x",
                "redis://h:secret",
                "redis://a:6379,",
                "redis://a:6379,secret:6379",
                "redis://a:6379,http://secret",
                "redis://secret:6379,redis://secret:6379",
                "redis+cluster://",
                "redis+cluster://secret:6379/1",
                "redis+cluster://a:secret",
                "redis+cluster://secret:6379,redis://b:6379",
                ""
            })
    void whatIsNoAddressStopsTheStartAndIsNotShown(String url) {
        assertThatThrownBy(() -> RedisUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
        if (!url.isEmpty()) {
            assertThatThrownBy(() -> servers(url))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("REDIS_URL takes redis://")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void whereAServerIsCanBeLoggedWhoLogsInCanNot() {
        assertThat(servers("redis://user:secret@a:6379,redis+sentinel://:secret@s1,s2/erp"))
                .extracting(RedisAddress::toString)
                .containsExactly("a:6379", "s1:26379,s2:26379/erp");
    }

    private static List<RedisAddress> servers(String url) {
        return RedisUrl.from(Environment.of(Map.of("REDIS_URL", url))).servers();
    }
}
