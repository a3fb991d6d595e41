package io.arauto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void whatIsNotSetHasItsDefault() {
        var environment = Environment.of(Map.of("PATH", "/bin", "SOCKET_PORT", "", "ARAUTO_PING_TIMEOUT_FILE", ""));

        assertThat(environment.integer(Variable.SOCKET_PORT)).isEqualTo(3000);
        assertThat(environment.duration(Variable.ARAUTO_PING_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
        assertThat(environment.optional(Variable.ARAUTO_JWT_SECRET)).isEmpty();
        assertThat(environment.list(Variable.ARAUTO_CORS_ORIGINS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Variable.class)
    void everyDefaultIsOneThatTheVariableTakes(Variable variable) {
        var otherwise = variable.otherwise();

        assertThat(otherwise == null || otherwise.isEmpty() || variable.kind().accepts(otherwise))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "25s, PT25S", "4m, PT4M", "1s, PT1S"})
    void durationsAreWrittenWithTheirUnit(String text, Duration duration) {
        assertThat(Environment.of(Map.of("ARAUTO_PING_INTERVAL", text)).duration(Variable.ARAUTO_PING_INTERVAL))
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25 s", "-1s", "1.5s", "s", "25S", "99ms", "6m", "1h", "9999999999s", "٣s"})
    void aWrongDurationStopsTheStart(String text) {
        assertRefused(Map.of("ARAUTO_PING_INTERVAL", text), "ARAUTO_PING_INTERVAL takes a duration from 100ms to 5m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "3000.0", "0x10", "three", " 3000", "99999999999"})
    void aWrongNumberStopsTheStart(String text) {
        assertRefused(Map.of("SOCKET_PORT", text), "SOCKET_PORT takes a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "ARAUTO_PING_INTERVALL, ARAUTO_PING_INTERVAL",
        "ARAUTO_JWT_SECRT_FILE, ARAUTO_JWT_SECRET",
        "ARAUTO_MANAGMENT_PORT, ARAUTO_MANAGEMENT_PORT",
        "ARAUTO_, ARAUTO_NODE"
    })
    void anUnknownNameStopsTheStartAndTheNearestIsSuggested(String name, String meant) {
        assertRefused(Map.of(name, "9000"), name + " is unknown; did you mean " + meant + "?");
    }

    @Test
    void whatKubernetesSaysOfServicesThatAreCalledLikeUsIsNoMistake() {
        Environment.of(Map.of(
                "ARAUTO_SERVICE_HOST", "10.0.0.1",
                "ARAUTO_GATEWAY_SERVICE_PORT", "3000",
                "ARAUTO_GATEWAY_SERVICE_PORT_HTTP", "3000",
                "ARAUTO_GATEWAY_PORT", "tcp://10.0.0.1:3000",
                "ARAUTO_GATEWAY_PORT_3000_TCP", "tcp://10.0.0.1:3000",
                "ARAUTO_GATEWAY_PORT_3000_TCP_ADDR", "10.0.0.1",
                "ARAUTO_GATEWAY_PORT_3000_TCP_PROTO", "tcp"));
    }

    @Test
    void aRequiredVariableIsNamedWithWhatItTakes() {
        assertThatThrownBy(() -> Environment.of(Map.of()).text(Variable.DATABASE_URL))
                .isInstanceOf(ConfigException.class)
                .hasMessage("DATABASE_URL is required: Postgres: `postgresql://user:password@host:5432/database`");
    }

    @Test
    void listsAreSeparatedByCommas() {
        assertThat(Environment.of(Map.of("ARAUTO_CORS_ORIGINS", "https://a.example, https://b.example,"))
                        .list(Variable.ARAUTO_CORS_ORIGINS))
                .containsExactlyInAnyOrder("https://a.example", "https://b.example");
    }

    @Test
    void aFileHoldsTheValueAndItsLineEndIsNoPartOfIt(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("secret"), "not much of a secret\n");

        assertThat(Environment.of(Map.of("ARAUTO_JWT_SECRET_FILE", file.toString()))
                        .text(Variable.ARAUTO_JWT_SECRET))
                .isEqualTo("not much of a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"erp.example", "https://erp.example/", "https://erp.example, x", "https://"})
    void originsAreWrittenAsBrowsersDo(String text) {
        assertRefused(
                Map.of("ARAUTO_CORS_ORIGINS", text),
                "ARAUTO_CORS_ORIGINS takes origins such as https://erp.example, or *");
    }

    @Test
    void aFileIsCheckedLikeTheVariable(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("port"), "70000");
        var environment = Environment.of(Map.of("SOCKET_PORT_FILE", file.toString()));

        assertThatThrownBy(() -> environment.integer(Variable.SOCKET_PORT))
                .isInstanceOf(ConfigException.class)
                .hasMessage("SOCKET_PORT takes a whole number from 0 to 65535");
    }

    @Test
    void aFileThatIsMissingOrEmptyOrRivalsTheVariableIsRefused(@TempDir Path directory) throws IOException {
        var secret = Variable.ARAUTO_JWT_SECRET;
        var empty = Files.createFile(directory.resolve("empty")).toString();

        assertThatThrownBy(() -> Environment.of(Map.of("ARAUTO_JWT_SECRET_FILE", directory + "/none"))
                        .text(secret))
                .hasMessage("ARAUTO_JWT_SECRET_FILE takes the path of a readable file");
        assertThatThrownBy(() ->
                        Environment.of(Map.of("ARAUTO_JWT_SECRET_FILE", empty)).text(secret))
                .hasMessage("ARAUTO_JWT_SECRET_FILE names an empty file");
        assertThatThrownBy(() -> Environment.of(Map.of("ARAUTO_JWT_SECRET_FILE", empty, "ARAUTO_JWT_SECRET", "x"))
                        .text(secret))
                .hasMessage("ARAUTO_JWT_SECRET and ARAUTO_JWT_SECRET_FILE are both set; one is to go");
    }

    private static void assertRefused(Map<String, String> variables, String message) {
        assertThatThrownBy(() -> Environment.of(variables))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
