package io.arauto.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arauto.config.Environment;
import io.arauto.gateway.GatewayConfig;
import io.arauto.testkit.ProjectRoot;
import io.arauto.worker.WorkerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The composition names nothing that is not there, and each program takes the configuration that it is given. */
class ComposeTest {

    /** Of the Compose specification; anything else would be ignored or refused when it is too late. */
    private static final Set<String> KNOWN = Set.of(
            "image",
            "build",
            "command",
            "restart",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "stop_grace_period",
            "mem_limit",
            "networks",
            "depends_on",
            "ulimits",
            "environment",
            "volumes",
            "ports",
            "healthcheck");

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]*}");
    private static final Map<String, String> GIVEN =
            Map.of("ARAUTO_JWT_SECRET", "0123456789abcdef0123456789abcdef", "POSTGRES_PASSWORD", "secret");

    private final Composition composition;

    ComposeTest() throws IOException {
        composition = Composition.read();
    }

    @Test
    void everythingNamedIsThere() {
        var root = composition.root();
        assertThat(Composition.texts(root).filter(name -> !name.startsWith("x-")))
                .containsExactlyInAnyOrder("name", "services", "networks", "volumes");
        assertThat(composition.services()).allSatisfy((name, service) -> {
            assertThat(Composition.texts(service)).isSubsetOf(KNOWN);
            assertThat(Composition.texts(service.path("networks")))
                    .isNotEmpty()
                    .isSubsetOf(Composition.texts(root.path("networks")).toList());
            assertThat(Composition.texts(service.path("depends_on")))
                    .isSubsetOf(composition.services().keySet());
            assertThat(service.path("image").asText())
                    .matches("[a-z/-]+:[a-z0-9.-]+")
                    .doesNotEndWith(":latest");
        });
        assertThat(composition.mounts()).isNotEmpty().allSatisfy(mount -> {
            if (mount.isOfProject()) {
                assertThat(mount.path()).exists();
            } else {
                assertThat(root.path("volumes").has(mount.source())).isTrue();
            }
        });
    }

    @Test
    void whoIsWaitedForToBeHealthySaysWhenItIs() {
        composition
                .services()
                .values()
                .forEach(service -> service.path("depends_on").properties().forEach(other -> {
                    assertThat(other.getValue().path("condition").asText()).isEqualTo("service_healthy");
                    assertThat(composition
                                    .service(other.getKey())
                                    .path("healthcheck")
                                    .path("test"))
                            .isNotEmpty();
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "gateway-2", "worker"})
    void ourOwnAreBuiltFromTheirDockerfileAndRunWithTheLeastRights(String name) {
        var service = composition.service(name);
        var build = service.path("build");

        var context =
                Composition.DIRECTORY.resolve(build.path("context").asText()).normalize();
        assertThat(context).isEqualTo(ProjectRoot.directory());
        assertThat(context.resolve(build.path("dockerfile").asText())).exists();
        assertThat(context.resolve(build.at("/args/APP").asText()).resolve("pom.xml"))
                .exists();
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(Composition.texts(service.path("tmpfs"))).containsExactly("/tmp");
        assertThat(Composition.texts(service.path("cap_drop"))).containsExactly("ALL");
        assertThat(Composition.texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(Composition.texts(service.path("ports"))).isEmpty();
    }

    @Test
    void gatewaysAndWorkerTakeTheirEnvironment() {
        for (var name : List.of("gateway-1", "gateway-2")) {
            assertThat(GatewayConfig.from(Environment.of(given(name))).node()).isEqualTo(name);
        }
        assertThat(WorkerConfig.from(Environment.of(given("worker")))).isNotNull();
    }

    @Test
    void clientsReachTheGatewaysOnlyThroughTheBalancerAndNobodyReachesTheStores() {
        assertThat(composition.services())
                .allSatisfy((name, service) -> assertThat(Composition.texts(service.path("ports")))
                        .allSatisfy(port -> assertThat(name.equals("haproxy") || port.startsWith("127.0.0.1:"))
                                .isTrue()));
        assertThat(composition.root().at("/networks/stores/internal").asBoolean())
                .isTrue();
        for (var store : List.of("redis", "postgres")) {
            assertThat(Composition.texts(composition.service(store).path("networks")))
                    .containsExactly("stores");
        }
    }

    @Test
    void theBalancerKnowsEveryGatewayAndItsConfigurationIsValid() throws Exception {
        var file = mounted("haproxy", "/usr/local/etc/haproxy/haproxy.cfg");
        var servers = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("server "))
                .toList();
        assertThat(servers).containsExactly("server gateway-1 gateway-1:3000", "server gateway-2 gateway-2:3000");

        var haproxy = Path.of("/usr/sbin/haproxy");
        assumeTrue(Files.isExecutable(haproxy), "haproxy is in Debian's package haproxy");
        assertThatSucceeds(Path.of("."), haproxy.toString(), "-c", "-f", file.toString());
    }

    @Test
    void prometheusScrapesEveryProcessOfOursAndItsConfigurationIsValid(@TempDir Path directory) throws Exception {
        var file = mounted("prometheus", "/etc/prometheus/prometheus.yml");
        var targets = Composition.yaml(file).findValues("targets").stream()
                .flatMap(Composition::texts)
                .toList();
        assertThat(targets).containsExactlyInAnyOrder("gateway-1:9000", "gateway-2:9000", "worker:9000");

        var promtool = Path.of("/usr/bin/promtool");
        assumeTrue(Files.isExecutable(promtool), "promtool is in Debian's package prometheus");
        Files.copy(file, directory.resolve("prometheus.yml"));
        Files.createSymbolicLink(directory.resolve("rules"), mounted("prometheus", "/etc/prometheus/rules"));
        assertThatSucceeds(directory, promtool.toString(), "check", "config", "prometheus.yml");
    }

    @Test
    void grafanaShowsTheChartsDashboardFromTheDatasourceThatIsThere() throws IOException {
        var source = Composition.yaml(mounted("grafana", "/etc/grafana/provisioning/datasources/arauto.yaml"))
                .at("/datasources/0");
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        var provider = Composition.yaml(mounted("grafana", "/etc/grafana/provisioning/dashboards/arauto.yaml"))
                .at("/providers/0/options/path")
                .asText();

        assertThat(mounted("grafana", provider))
                .isEqualTo(ProjectRoot.directory().resolve("deploy/helm/arauto/dashboards"));
        assertThat(composition.environment("grafana").get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"))
                .isEqualTo(provider + "/arauto.json");
    }

    private Path mounted(String service, String target) {
        return composition.mounts().stream()
                .filter(mount ->
                        mount.service().equals(service) && mount.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + target))
                .path();
    }

    private Map<String, String> given(String service) {
        var environment = new TreeMap<>(composition.environment(service));
        environment.replaceAll(
                (_, value) -> REQUIRED.matcher(value).replaceAll(match -> GIVEN.getOrDefault(match.group(1), "")));
        return environment;
    }

    private static void assertThatSucceeds(Path directory, String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
