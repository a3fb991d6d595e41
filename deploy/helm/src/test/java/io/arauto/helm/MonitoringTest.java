package io.arauto.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.forward.ForwardObserver;
import io.arauto.gateway.metrics.GatewayMetrics;
import io.arauto.gateway.metrics.TenantSeries;
import io.arauto.gateway.session.Recovery;
import io.arauto.process.EventLoopDelay;
import io.arauto.process.RedisHealth;
import io.arauto.testkit.ProjectRoot;
import io.arauto.worker.WorkerSeries;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Dashboards and alerts speak of what the processes really tell, and lead to a runbook that is there. */
class MonitoringTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern SERIES = Pattern.compile("\\b(?:arauto|jvm|process)_[a-z_]+");
    private static final Pattern RECORDED = Pattern.compile("\\barauto:[a-z_0-9:]+");
    private static final Path RULES = Chart.DIRECTORY.resolve("rules/arauto.yaml");
    private static final Path TRIALS = ProjectRoot.directory().resolve("deploy/helm/rules-test.yaml");

    @Test
    void everySeriesOfADashboardOrAlertIsOneThatProcessesTell() throws Exception {
        var told = toldByProcesses();

        assertThat(expressions().flatMap(expression -> matches(SERIES, expression)))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(told).contains(series));
    }

    @Test
    void everyRecordedSeriesThatIsReadIsRecorded() throws IOException {
        var recorded = rules().map(rule -> rule.path("record").asText()).collect(Collectors.toSet());

        assertThat(expressions().flatMap(expression -> matches(RECORDED, expression)))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(recorded).contains(series));
    }

    @Test
    void everyAlertLeadsToARunbookThatIsThere() throws IOException {
        var anchors = Chart.read(ProjectRoot.directory().resolve("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
                .map(title -> "docs/operations.md#" + title.replace(' ', '-'))
                .toList();

        assertThat(rules().filter(rule -> rule.has("alert"))).isNotEmpty().allSatisfy(rule -> {
            assertThat(anchors).contains(rule.at("/annotations/runbook_url").asText());
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
        });
    }

    @Test
    void everyAlertIsSeenToFire() throws IOException {
        var seen = YAML.readTree(TRIALS.toFile()).findValues("alert_rule_test").stream()
                .flatMap(trials -> StreamSupport.stream(trials.spliterator(), false))
                .filter(trial -> trial.has("exp_alerts"))
                .map(trial -> trial.path("alertname").asText())
                .toList();

        assertThat(rules().filter(rule -> rule.has("alert")))
                .extracting(rule -> rule.path("alert").asText())
                .isSubsetOf(seen);
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        var promtool = Path.of("/usr/bin/promtool");
        assumeTrue(Files.isExecutable(promtool), "promtool is in Debian's package prometheus");
        var run = new ProcessBuilder(promtool.toString(), "test", "rules", TRIALS.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
    }

    private static Stream<String> expressions() throws IOException {
        var dashboards =
                JSON.readTree(Chart.DIRECTORY.resolve("dashboards/arauto.json").toFile());
        return Stream.concat(
                dashboards.findValuesAsText("expr").stream(),
                rules().map(rule -> rule.path("expr").asText()));
    }

    private static Stream<JsonNode> rules() throws IOException {
        return YAML.readTree(RULES.toFile()).findValues("rules").stream()
                .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false));
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group());
    }

    private static Set<String> toldByProcesses() throws InterruptedException {
        var text = gatewaySeries() + WorkerSeries.text();
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each verb once: a labelled meter is there from its first value on. */
    private static String gatewaySeries() {
        var metrics = new GatewayMetrics();
        metrics.watch(() -> 0, () -> 0, () -> true);
        metrics.watchQueues(LongStream::empty);
        metrics.watchPostgres(() -> true);
        metrics.watchLocks(() -> 0, () -> 0, () -> 0);
        metrics.watchGaps(() -> 0, () -> 0);
        metrics.watchGhosts(() -> 0);
        metrics.connectionOpened("websocket");
        metrics.connectionClosed(CloseReason.SLOW_CONSUMER);
        metrics.connectionTurnedAway("draining");
        metrics.forwarded(ForwardObserver.Outcome.ANSWERED);
        metrics.sessionOpened(Recovery.COMPLETE);
        metrics.connected(1);
        metrics.connectRefused(TokenRefused.Code.TOKEN_EXPIRED);
        metrics.connectFailed();
        metrics.certificateRead(Instant.EPOCH.plusSeconds(1));
        metrics.answered("chat:send", ErrorCode.UNAVAILABLE, 1);
        metrics.answered("/messages", 202, 1);
        var vertx = Vertx.vertx();
        try {
            EventLoopDelay.watch(vertx, metrics.registry());
            RedisHealth.watch(vertx, metrics.registry(), () -> true, () -> Map.of("redis:6379", true));
            TenantSeries.register(vertx, metrics.registry());
            return metrics.registry().scrape();
        } finally {
            vertx.close();
        }
    }
}
