package io.arauto.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.config.DatabaseUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each in a JVM of its own, since it is about how that ends. */
class LauncherTest {
    private record Ended(int status, String out, String err) {}

    /** Starts as its first argument says. */
    static final class Program {
        private static final class Idle implements Lifecycle {
            @Override
            public Future<Void> start() {
                System.out.println("started");
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> stop() {
                System.out.println("stopped");
                return Future.succeededFuture();
            }
        }

        /** What it waits for never comes. */
        private record Waiting(Vertx vertx) implements Lifecycle {
            @Override
            public Future<Void> start() {
                System.out.println("starting");
                return vertx.timer(1, TimeUnit.HOURS).mapEmpty();
            }

            @Override
            public Future<Void> stop() {
                System.out.println("stopped");
                return Future.succeededFuture();
            }
        }

        public static void main(String[] arguments) {
            Launcher.run((vertx, environment) -> switch (arguments[0]) {
                case "waits" -> Future.succeededFuture(new Waiting(vertx));
                case "is made by and by" -> {
                    System.out.println("making");
                    yield vertx.timer(1, TimeUnit.HOURS).map(new Waiting(vertx));
                }
                case "needs a database" -> {
                    DatabaseUrl.from(environment);
                    yield Future.succeededFuture(new Idle());
                }
                case "throws" -> throw new IllegalStateException("a fault of ours");
                case "fails" -> Future.failedFuture("no luck");
                default -> Future.succeededFuture(new Idle());
            });
        }
    }

    @Test
    void aWrongConfigurationEndsItWithOneLine() throws Exception {
        assertThat(run("idle", Map.of("ARAUTO_PING_INTERVALL", "25s")))
                .isEqualTo(new Ended(78, "", "ARAUTO_PING_INTERVALL is unknown; did you mean ARAUTO_PING_INTERVAL?\n"));
        assertThat(run("needs a database", Map.of("DATABASE_URL", "postgresql://arauto:hidden@db")))
                .isEqualTo(new Ended(78, "", "DATABASE_URL takes postgresql://user:password@host:5432/database\n"));
    }

    @Test
    void whatCannotStartEndsWithAnErrorAndDoesNotHang() throws Exception {
        var thrown = run("throws", Map.of());
        var failed = run("fails", Map.of("ARAUTO_LOG_FORMAT", "json"));

        assertThat(thrown.status()).isEqualTo(1);
        assertThat(thrown.err()).contains("start_failed", "a fault of ours");
        assertThat(failed.status()).isEqualTo(1);
        var line = new JsonObject(failed.err().lines().reduce((_, last) -> last).orElseThrow());
        assertThat(line.getString("code")).isEqualTo("start_failed");
        assertThat(line.getString("error")).contains("no luck");
    }

    @Test
    void sigtermIsAnOrderlyEnd() throws Exception {
        var process = start("idle", Map.of());
        var out = process.inputReader(UTF_8);
        assertThat(out.readLine()).isEqualTo("started");

        process.toHandle().destroy(); // Process.destroy() would close its output too.

        assertThat(process.waitFor()).isZero();
        assertThat(out.readLine()).isEqualTo("stopped");
    }

    @Test
    void sigtermIsAnOrderlyEndAlsoBeforeTheStartIsDone() throws Exception {
        var waiting = start("waits", Map.of());
        assertThat(waiting.inputReader(UTF_8).readLine()).isEqualTo("starting");
        var unmade = start("is made by and by", Map.of());
        assertThat(unmade.inputReader(UTF_8).readLine()).isEqualTo("making");

        assertThat(terminated(waiting)).isEqualTo(new Ended(0, "stopped\n", ""));
        assertThat(terminated(unmade)).isEqualTo(new Ended(0, "", ""));
    }

    private static Ended terminated(Process process) throws IOException, InterruptedException {
        process.toHandle().destroy();
        return ended(process);
    }

    private static Ended run(String how, Map<String, String> environment) throws IOException, InterruptedException {
        return ended(start(how, environment));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        var out = process.inputReader(UTF_8).readAllAsString();
        var err = process.errorReader(UTF_8).readAllAsString();
        return new Ended(process.waitFor(), out, err);
    }

    private static Process start(String how, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                how);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
