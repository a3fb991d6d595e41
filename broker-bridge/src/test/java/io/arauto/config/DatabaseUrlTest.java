package io.arauto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void itSaysWhereAndAsWhom() {
        assertThat(parse("postgresql://arauto:p%40ss+word@db.example:6432/erp"))
                .isEqualTo(new DatabaseUrl("db.example", 6432, "erp", "arauto", "p@ss+word"));
        assertThat(parse("postgres://a:b@[::1]/erp").jdbc()).isEqualTo("jdbc:postgresql://[::1]:5432/erp");
    }

    @Test
    void itDoesNotShowItsPassword() {
        assertThat(parse("postgresql://arauto:hidden@db/erp")).asString().doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example/erp",
                "mysql://a:b@db/erp",
                "postgresql://db/erp",
                "postgresql://a@db/erp",
                "postgresql://a:b@db",
                "postgresql://a:b@db/",
                "postgresql://a:b@db:x/erp",
                "postgresql://a:b%@db/erp",
                "postgresql://a:b@db/erp?sslmode=require",
                "postgresql:a:b@db/erp"
            })
    void anythingElseIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(ConfigException.class)
                .hasMessage("DATABASE_URL takes postgresql://user:password@host:5432/database");
    }

    private static DatabaseUrl parse(String url) {
        return DatabaseUrl.from(Environment.of(Map.of("DATABASE_URL", url)));
    }
}
