package io.arauto.loadtest.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String SECRET = "0123456789-0123456789-0123456789";
    private static final String HERE = Long.toString(ProcessHandle.current().pid());

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private enum Row {
        RECEIVERS,
        TENANTS
    }

    private int run(CommandLine.Tool tool, String... words) throws Exception {
        return CommandLine.run("Tool <url> …", 6, words, tool, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private int read(String... words) throws Exception {
        return run(
                line -> {
                    line.urls();
                    line.secret();
                    line.servers();
                    line.number("members", 3, 1_000, 1, 100);
                    line.flag("warm-up", 4, true);
                    line.some("rows", 5, Row.class);
                    return true;
                },
                words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theStatusSaysWhetherSomethingWasAmiss(boolean amiss) throws Exception {
        assertThat(run(_ -> !amiss, "http://localhost:3000", SECRET, HERE)).isEqualTo(amiss ? 1 : 0);
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws Exception {
        var status = run(
                line -> line.number("members", 3, 1_000, 1, 100) == 1_000
                        && line.flag("warm-up", 4, true)
                        && line.process(5).findAny().isEmpty()
                        && line.some("rows", 5, Row.class).size() == 2,
                "http://localhost:3000",
                SECRET,
                HERE);
        assertThat(status).isZero();
    }

    @Test
    void allMayBeSaid() throws Exception {
        var servers = HERE + ',' + HERE;
        assertThat(read("http://localhost:3000,https://127.0.0.1:1", SECRET, servers, "100", "false", "tenants"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | localhost:3000        | gateway
            0 | ws://localhost        | gateway
            0 | http://               | gateway
            0 | http://a b            | gateway
            0 | http://localhost:1,x  | gateway
            1 | short                 | 32 bytes
            2 | x                     | pid
            2 | -1                    | pid
            2 | 99999999999999999999  | pid
            3 | x                     | members takes a whole number from 1 to 100
            3 | 0                     | members
            3 | 101                   | members
            3 | 1e3                   | members
            4 | yes                   | warm-up takes true or false
            5 | rows                  | RECEIVERS, TENANTS
            """)
    void aWrongWordIsNamed(int at, String word, String told) throws Exception {
        var words = new String[] {"http://localhost:3000", SECRET, HERE, "1", "true", "receivers"};
        words[at] = word;
        var status = read(words);
        assertThat(status).isEqualTo(64);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(told);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 7})
    void tooFewAndTooManyAreRefused(int words) throws Exception {
        assertThat(read(Stream.generate(() -> "x").limit(words).toArray(String[]::new)))
                .isEqualTo(64);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("3 to 6 words", "usage: Tool <url>");
    }
}
