import io.arauto.embedded.EmbeddedPostgres;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.FreePort;
import io.arauto.embedded.GuardedProcess;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an event costs one gateway, one Redis and one worker on this machine, from many connections:
 * {@code java -cp deploy/standalone/target/standalone.jar loadtest/Capacity.java [CONNECTIONS] [EVENTS]}. What counts is processor time by the kernel's
 * accounting; the clock also measures whatever else the machine does. What connections cost tells the lean generator's {@code Idle}.
 */
final class Capacity {
    private static final String SECRET = "signs-the-tokens-of-a-measurement-only";
    private static final int TENANTS = 50;
    private static final int IN_FLIGHT = 64;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100_000));
    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private final Path directory;

    private Capacity(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        var connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        var events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        var directory = Files.createTempDirectory("arauto-capacity-");
        var capacity = new Capacity(directory);
        try {
            capacity.measure(connections, events);
        } finally {
            capacity.vertx.close().await();
            capacity.redis.close();
            capacity.postgres.close();
        }
        // Where it failed, logs are left.
        for (var log : directory.toFile().listFiles()) {
            Files.delete(log.toPath());
        }
        Files.delete(directory);
        System.exit(0);
    }

    private void measure(int connections, int events) throws Exception {
        postgres.createDatabase("arauto");
        try (var migrates = start("io.arauto.worker.Main")) {
            awaitReady();
        }
        try (var gateway = start("io.arauto.gateway.Main")) {
            awaitReady();
            // What is done often gets compiled first.
            all(500, number -> connect("warm" + number)).forEach(socket -> socket.socket().close().await());
            var sockets = all(connections, number -> connect("u" + number));
            all(5_000, number -> sockets.get(number % connections).publish());
            publish(gateway, sockets, events);
        }
        write(events + 5_000);
    }

    private void publish(GuardedProcess gateway, List<Client> sockets, int events) throws Exception {
        var before = Moment.of(gateway.pid(), redis.pid());
        all(events, number -> sockets.get(number % sockets.size()).publish());
        before.tell("publish", events, "gateway", "Redis");
    }

    private void write(int events) throws Exception {
        try (var worker = start("io.arauto.worker.Main")) {
            var before = Moment.of(worker.pid(), redis.pid());
            while (stored() < events) {
                Thread.sleep(20);
            }
            before.tell("store, with the worker's start", events, "worker", "Redis");
        }
    }

    private long stored() throws Exception {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl("arauto"));
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM messages")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Time and the processor time of two processes until then. */
    private record Moment(long nanos, long first, long firstMillis, long second, long secondMillis) {
        static Moment of(long first, long second) throws IOException {
            return new Moment(System.nanoTime(), first, cpuMillis(first), second, cpuMillis(second));
        }

        void tell(String what, int times, String firstName, String secondName) throws IOException {
            var seconds = (System.nanoTime() - nanos) / 1e9;
            System.out.printf("%s: %,d in %.1f s, %,.0f a second; of a core %s %.0f µs each, %s %.0f µs each; load %s%n",
                    what, times, seconds, times / seconds,
                    firstName, (cpuMillis(first) - firstMillis) * 1000.0 / times,
                    secondName, (cpuMillis(second) - secondMillis) * 1000.0 / times,
                    Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        }
    }

    private static long cpuMillis(long pid) throws IOException {
        var fields = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    private GuardedProcess start(String main) {
        var environment = new HashMap<>(Map.of(
                "REDIS_URL", redis.url(), "DATABASE_URL", postgres.url("arauto"), "SOCKET_HOST", "127.0.0.1",
                "SOCKET_PORT", String.valueOf(port), "ARAUTO_MANAGEMENT_PORT", String.valueOf(managementPort),
                "ARAUTO_JWT_SECRET", SECRET, "ARAUTO_CONNECT_RATE", "0", "ARAUTO_TENANT_CONNECTIONS", "0", "ARAUTO_DRAIN_TIME", "0ms"));
        environment.put("ARAUTO_LOG_LEVEL", "warn");
        var process = new GuardedProcess(new GuardedProcess.Program(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@deploy/images/java.options",
                        "-cp", System.getProperty("java.class.path"), main),
                environment, "TERM", directory.resolve(main), null));
        process.run();
        return process;
    }

    private void awaitReady() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready")).build();
        for (var left = 3_000; left > 0; left--) {
            try {
                if (HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException nobody) {
                // It is still starting.
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("not ready; see " + directory);
    }

    /** Does it so many times, a few at once. */
    private <T> List<T> all(int times, IntFunction<Future<T>> action) throws Exception {
        var results = new ConcurrentHashMap<Integer, T>();
        var next = new AtomicInteger();
        var lanes = new ArrayList<Future<Void>>();
        for (var lane = 0; lane < IN_FLIGHT; lane++) {
            lanes.add(lane(times, next, action, results));
        }
        Future.all(lanes).await(5, TimeUnit.MINUTES);
        return List.copyOf(results.values());
    }

    private <T> Future<Void> lane(int times, AtomicInteger next, IntFunction<Future<T>> action, Map<Integer, T> results) {
        var number = next.getAndIncrement();
        if (number >= times) {
            return Future.succeededFuture();
        }
        return action.apply(number).compose(result -> {
            results.put(number, result);
            return lane(times, next, action, results);
        });
    }

    /** A connection whose publishes are answered in turn. */
    private record Client(WebSocket socket, String user, Map<Integer, Promise<Boolean>> acks, AtomicInteger ids) {
        /** A message to oneself: one script, one delivery. */
        Future<Boolean> publish() {
            var id = ids.getAndIncrement();
            var ack = Promise.<Boolean>promise();
            acks.put(id, ack);
            socket.writeTextMessage("42" + id + new JsonArray()
                    .add("chat:send")
                    .add(new JsonObject().put("to", user + "x").put("text", "Pedido 4711 aprovado, R$ 1.500,00, entrega na sexta-feira")).encode());
            return ack.future();
        }
    }

    private Future<Client> connect(String user) {
        var connected = Promise.<Client>promise();
        client.connect(port, "127.0.0.1", "/socket.io/?EIO=4&transport=websocket").onFailure(connected::tryFail).onSuccess(socket -> {
            var self = new Client(socket, user, new ConcurrentHashMap<>(), new AtomicInteger());
            socket.closeHandler(_ -> connected.tryFail("closed"));
            socket.textMessageHandler(text -> {
                if (text.startsWith("0")) {
                    socket.writeTextMessage("40" + new JsonObject().put("token", token(user)).encode());
                } else if (text.equals("2")) {
                    socket.writeTextMessage("3");
                } else if (text.startsWith("40")) {
                    connected.tryComplete(self);
                } else if (text.startsWith("44")) {
                    connected.tryFail(text);
                } else if (text.startsWith("43")) {
                    acknowledge(self, text);
                }
            });
        });
        return connected.future();
    }

    private static void acknowledge(Client client, String text) {
        var start = text.indexOf('[');
        var ack = client.acks().remove(Integer.parseInt(text.substring(2, start)));
        if (text.contains("\"ok\"")) {
            ack.complete(true);
        } else {
            ack.fail(text);
        }
    }

    private static String token(String user) {
        var claims = new JsonObject()
                .put("userId", user).put("username", user).put("tenantHash", "t" + Math.floorMod(user.hashCode(), TENANTS))
                .put("permissions", new JsonArray().add("chat")).put("isPrincipal", false)
                .put("exp", Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
        var signed = base64("{\"alg\":\"HS256\"}") + '.' + base64(claims.encode());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
