package io.arauto.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentDeathTest {

    @Test
    void whenTheParentIsKilledItsServersAndTheirDirectoriesGoToo() throws Exception {
        var parent = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var facts = parent.inputReader().readLine().split(" ", -1);
        var redis = ProcessHandle.of(Long.parseLong(facts[0])).orElseThrow();
        var postgres = ProcessHandle.of(Long.parseLong(facts[1])).orElseThrow();
        assertThat(Path.of(facts[2])).exists();
        assertThat(Path.of(facts[3])).exists();

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(redis.isAlive()).isFalse();
            assertThat(postgres.isAlive()).isFalse();
            assertThat(Path.of(facts[2])).doesNotExist();
            assertThat(Path.of(facts[3])).doesNotExist();
        });
    }

    /** Starts both servers, says where they are, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var redis = EmbeddedRedis.start();
            var postgres = EmbeddedPostgres.start();
            System.out.println(
                    redis.pid() + " " + postgres.pid() + " " + redis.directory() + " " + postgres.directory());
            Thread.currentThread().join();
        }
    }
}
