package io.arauto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {

    @TempDir
    Path directory;

    /** A shell, like a JVM, can't handle what was ignored when it started. */
    @Test
    void theSignalsThatTheGuardIgnoresReachTheProgram() {
        try (var program = guarded("trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done")) {
            program.run();
            while (!directory.resolve("log").toFile().exists()
                    || directory.resolve("log").toFile().length() == 0) {
                Pause.briefly();
            }

            program.signal("TERM");

            assertThat(program.awaitEnd()).isEqualTo(7);
        }
    }

    @Test
    void aProgramThatEndedByItselfIsSeenAndCanBeRunAgain() {
        try (var program = guarded("exit 3")) {
            for (var i = 0; i < 2; i++) {
                program.run();
                while (program.isAlive()) {
                    Pause.briefly();
                }
                assertThat(program.awaitEnd()).isEqualTo(3);
            }
        }
    }

    @Test
    void oneThatDoesNotEndWhenAskedIsKilled() {
        var program = guarded("trap '' TERM; while :; do sleep 0.1; done");
        program.run();
        var process = ProcessHandle.of(program.pid()).orElseThrow();

        program.close();

        assertThat(process.isAlive()).isFalse();
    }

    private GuardedProcess guarded(String script) {
        return new GuardedProcess(new GuardedProcess.Program(
                List.of("/bin/sh", "-c", script), Map.of(), "TERM", directory.resolve("log"), null));
    }
}
