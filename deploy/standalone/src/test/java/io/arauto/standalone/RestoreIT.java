package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.EventId;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.ProjectRoot;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis and Postgres are put back to an earlier moment: what is there then, and that everybody goes on from it. */
class RestoreIT {
    private static final String FORGET =
            "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('UNLINK', key) end";

    private final TestUser joao = TestUser.of("acme", "1", "joao.silva", "chat");
    private final TestUser maria = TestUser.of("acme", "2", "maria.santos", "chat");
    private final TestUser ana = TestUser.principal("acme", "3", "ana.lima");

    private final List<String> before = new ArrayList<>();
    private final List<String> since = new ArrayList<>();

    @TempDir
    private Path data;

    @TempDir
    private Path backup;

    private Site site;
    private RecoveringClient witness;

    /** Maria is there before, and not when Ana makes a channel and more messages come, all of which is stored. */
    @BeforeEach
    void liveAndBackUp() throws Exception {
        site = new Site(data);
        site.start();
        witness = RecoveringClient.connect(site.url(), maria.token());
        send(before);
        witness.events().await("chat:message", before.size());
        Eventually.isTrue("stored", () -> site.count("SELECT count(*) FROM messages") == before.size());
        site.stop();
        site.backUp("redis", backup);
        site.backUp("postgres", backup);
        witness.link().cut();
        site.start();
        send(since);
        var promo = new JsonObject().put("title", "Promo").put("permissions", JsonArray.of("all"));
        assertThat(asAna().put("/channels/promo", promo).status()).isEqualTo(201);
        Eventually.isTrue("stored", () -> site.count("SELECT count(*) FROM messages") == all().size());
        Eventually.isTrue("stored", () -> site.count("SELECT count(*) FROM channels") == 1);
        site.stop();
    }

    @AfterEach
    void stop() throws Exception {
        witness.close();
        site.stop();
    }

    @Test
    void bothAsTheyWere() throws Exception {
        site.restore("redis", backup);
        site.restore("postgres", backup);

        assertThat(goOn()).isEqualTo(before);
        assertThat(channel()).isEqualTo(404);
    }

    @Test
    void postgresWithoutRedis() throws Exception {
        site.remove("redis");
        site.restore("postgres", backup);

        assertThat(goOn()).isEqualTo(before);
        assertThat(witness.recovered()).isFalse();
        assertThat(channel()).isEqualTo(404);
    }

    @Test
    void anOlderPostgres() throws Exception {
        site.restore("postgres", backup);

        assertThat(goOn()).isEqualTo(all());
        assertThat(witness.recovered()).isTrue();
        assertThat(channel()).isEqualTo(200);
    }

    @Test
    void anOlderRedisFromWhichIsDeletedWhatTheDocumentationNames() throws Exception {
        site.restore("redis", backup);
        site.startRedis();
        var vertx = Vertx.vertx();
        var redis = Redis.createClient(vertx, site.redisUrl());
        for (var what : documented()) {
            redis.send(Request.cmd(Command.EVAL).arg(FORGET).arg(0).arg("rt:*:" + what + ":*"))
                    .await();
        }
        vertx.close().await();
        site.stop();

        assertThat(goOn()).isEqualTo(all());
        assertThat(witness.recovered()).isFalse();
        assertThat(channel()).isEqualTo(200);
    }

    /** Everybody is back, and hears of what is new, whose id is above all that were ever given; answers what history has besides. */
    private List<String> goOn() {
        site.start();
        witness.link().mend();
        witness.awaitsConnection();
        try (var sender = RecoveringClient.connect(site.url(), joao.token())) {
            var anew = sender.sendsChat("geral", "anew");
            Eventually.holds(() -> assertThat(witness.received("chat:message"))
                    .extracting(Client::id)
                    .contains(anew));
            assertThat(all()).allMatch(id -> EventId.parse(anew).isAfter(EventId.parse(id)));
            var history =
                    sender
                            .asks("chat:history", new JsonObject().put("channel", "geral"))
                            .getJsonArray("messages")
                            .stream()
                            .map(message -> ((JsonObject) message).getString("id"))
                            .toList();
            assertThat(history).endsWith(anew);
            return history.subList(0, history.size() - 1);
        }
    }

    private List<String> all() {
        return Stream.concat(before.stream(), since.stream()).toList();
    }

    private RestClient asAna() {
        return new RestClient(site.url(), ana.token());
    }

    /** The status of an administrator's question for what was made since. */
    private int channel() {
        return asAna().get("/channels/promo").status();
    }

    private void send(List<String> ids) {
        try (var sender = RecoveringClient.connect(site.url(), joao.token())) {
            for (var number = 0; number < 3; number++) {
                ids.add(sender.sendsChat("geral", "message " + number));
            }
        }
    }

    private static List<String> documented() throws Exception {
        var text = Files.readString(ProjectRoot.directory().resolve("docs/operations.md"));
        var names = Pattern.compile("(?m)^for what in (.+); do$").matcher(text);
        assertThat(names.find()).isTrue();
        return List.of(names.group(1).split(" ", -1));
    }
}
