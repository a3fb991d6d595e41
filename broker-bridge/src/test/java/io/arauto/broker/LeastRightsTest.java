package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Replicas;
import io.arauto.embedded.EmbeddedSentinel;
import io.arauto.testkit.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The users that the documentation tells operators to make can do all that is needed, and no more. */
class LeastRightsTest {
    /** What this server is not asked for: of a database by number, of replicas, of a cluster, and what is done after a while only. */
    private static final Set<String> ELSEWHERE =
            Set.of("select", "wait", "asking", "cluster|slots", "srem", "sunsubscribe", "zunionstore");

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @Test
    void theUsersOfTheDocumentationDoEverythingWithNothingToSpare() throws Exception {
        try (var raw = new RawRedis(REDIS.url())) {
            for (var line : documented()) {
                raw.send("ACL", line.stream().skip(1).toArray());
            }
            raw.send("CONFIG", "RESETSTAT");

            new EveryUse(as("arauto-gateway:gateway-password"), as("arauto-worker:worker-password")).check();

            assertThat(raw.list("ACL", "LOG")).as("what was refused").isEmpty();
            var used = Objects.requireNonNull(raw.send("INFO", "commandstats"))
                    .toString()
                    .lines()
                    .filter(line -> line.startsWith("cmdstat_"))
                    .map(line -> line.substring("cmdstat_".length(), line.indexOf(':')))
                    .collect(Collectors.toSet());
            assertThat(documented().stream()
                            .flatMap(List::stream)
                            .filter(word -> word.startsWith("+"))
                            .map(word -> word.substring(1)))
                    .allMatch(right -> used.contains(right) || ELSEWHERE.contains(right));
        }
    }

    @Test
    void aUserWithOneRightLessIsRefused() throws Exception {
        try (var raw = new RawRedis(REDIS.url())) {
            var line = documented().getFirst();
            raw.send(
                    "ACL",
                    Stream.concat(line.stream().skip(1), Stream.of("-xadd")).toArray());
            var node = TestNode.notAwaited(
                    TestNode.config(as("arauto-gateway:gateway-password"), TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT));
            var said = new ListAppender<ILoggingEvent>();
            said.start();
            var log = (Logger) LoggerFactory.getLogger("io.arauto.broker.redis.Failures");
            log.addAppender(said);

            try (node) {
                assertThatThrownBy(() -> node.publishes(new Tenant("acme"), Topic.channel("vendas"), "body"))
                        .isInstanceOfSatisfying(
                                BrokerException.class,
                                refused -> assertThat(refused.code()).isEqualTo(BrokerException.Code.REJECTED));
                for (var again = 0; again < 10; again++) {
                    assertThatThrownBy(() -> node.publishes(new Tenant("acme"), Topic.channel("vendas"), "body"))
                            .isInstanceOf(BrokerException.class);
                }
            }
            log.detachAppender(said);
            assertThat(said.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .asString()
                    .startsWith("redis_refused server=")
                    .contains("script");
        }
    }

    @Test
    void sentinelsAreAskedAsTheirUserOfTheDocumentation() throws Exception {
        try (var raw = new RawRedis(REDIS.url());
                var sentinel = EmbeddedSentinel.watching(REDIS.server().port(), 1, Duration.ofSeconds(1));
                var onSentinel = new RawRedis("redis://127.0.0.1:" + sentinel.port())) {
            var gateway = documented().getFirst();
            raw.send("ACL", gateway.stream().skip(1).toArray());
            onSentinel.send("ACL", ofSentinels().stream().skip(1).toArray());
            onSentinel.send("ACL", "LOG", "RESET");
            var url = "redis+sentinel://arauto-gateway:gateway-password@127.0.0.1:" + sentinel.port() + "/mymaster";

            try (var node = TestNode.started(url)) {
                node.publishes(new Tenant("acme"), Topic.channel("vendas"), "body");
            }

            assertThat(onSentinel.list("ACL", "LOG")).as("what was refused").isEmpty();
        }
    }

    private static List<String> ofSentinels() throws IOException {
        var line = Files.readString(Path.of("../docs/operations.md"))
                .lines()
                .filter(text -> text.startsWith("Sentinels have users of their own: `"))
                .findFirst()
                .orElseThrow();
        return List.of(line.split("`", -1)[1].split(" ", -1));
    }

    /** The words of each line. */
    private static List<List<String>> documented() throws IOException {
        var text = Files.readString(Path.of("../docs/operations.md"));
        return text.substring(text.indexOf("<!-- acl -->"), text.indexOf("<!-- /acl -->"))
                .lines()
                .filter(line -> line.startsWith("ACL SETUSER"))
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
    }

    private static RedisSettings as(String login) {
        return new RedisSettings(REDIS.url().replace("://", "://" + login + '@'), Duration.ofSeconds(3), Replicas.NONE);
    }
}
