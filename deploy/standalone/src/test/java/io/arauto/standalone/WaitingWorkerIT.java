package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.embedded.FreePort;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.JarProcess;
import io.arauto.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that is told to stop while it waits for its servers has not failed. */
class WaitingWorkerIT {
    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private static final String NO_REDIS = "redis://127.0.0.1:" + FreePort.find();

    @Test
    void whilePostgresRefusesConnections() {
        try (var worker = worker(database(FreePort.find()))) {
            Eventually.isTrue("waits", () -> worker.logged().contains("schema_waits"));

            endsInOrder(worker);
        }
    }

    @Test
    void whilePostgresIsSilent() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var worker = worker(database(silent.getLocalPort()))) {
            silent.accept();

            endsInOrder(worker);
        }
    }

    @Test
    void whileRedisIsAway() {
        try (var worker = worker(POSTGRES.url())) {
            Eventually.isTrue("waits", () -> worker.logged().contains("outbox_leases_not_renewed"));

            endsInOrder(worker);
        }
    }

    private static void endsInOrder(JarProcess worker) {
        assertThat(worker.terminates()).as(worker.logged()).isZero();
        assertThat(worker.logged()).doesNotContain("start_failed", "ERROR");
    }

    private static JarProcess worker(String database) {
        return JarProcess.workerNotAwaited(Map.of("REDIS_URL", NO_REDIS, "DATABASE_URL", database));
    }

    private static String database(int port) {
        return "postgresql://arauto:secret@127.0.0.1:" + port + "/arauto";
    }
}
