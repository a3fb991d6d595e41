package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisAddressTest {
    @Test
    void oneServerIsTakenAsItIs() {
        assertThat(from("rediss://user:secret@redis.example:6380/2"))
                .isEqualTo(new RedisAddress(List.of("rediss://user:secret@redis.example:6380/2"), ""));
    }

    @Test
    void sentinelsShareTheCredentialsAndAreAskedForTheMasterByName() {
        assertThat(from("redis+sentinel://:secret@a:26379,b,10.0.0.3:5000/erp/1"))
                .isEqualTo(new RedisAddress(
                        List.of(
                                "redis://:secret@a:26379/1",
                                "redis://:secret@b:26379/1",
                                "redis://:secret@10.0.0.3:5000/1"),
                        "erp"));
        assertThat(from("rediss+sentinel://a")).isEqualTo(new RedisAddress(List.of("rediss://a:26379"), "mymaster"));
    }

    @Test
    void whatIsNoAddressStopsTheStartAndIsNotShown() {
        for (var url : new String[] {
            "redis://", "http://secret:6379", "redis+sentinel:///erp", "redis+sentinel://a/erp/x", "redis://h:secret"
        }) {
            assertThatThrownBy(() -> from(url))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("REDIS_URL takes redis://")
                    .hasMessageNotContaining("secret");
        }
    }

    private static RedisAddress from(String url) {
        return RedisAddress.from(Environment.of(Map.of("REDIS_URL", url)));
    }
}
