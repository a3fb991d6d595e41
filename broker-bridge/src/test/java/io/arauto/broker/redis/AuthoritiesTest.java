package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoritiesTest {
    @Test
    void withoutAnyTheJvmDecides() {
        assertThat(Authorities.from(Environment.of(Map.of()))).isEqualTo(Authorities.OF_JVM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/redis/ca.pem",
                "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----"
            })
    void whatHoldsNoCertificateStopsTheStart(String value) {
        assertThatThrownBy(() -> Authorities.from(Environment.of(Map.of("ARAUTO_REDIS_CA", value))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("ARAUTO_REDIS_CA takes certificates in PEM");
    }
}
