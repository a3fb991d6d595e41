package io.arauto.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.marcnuri.helm.Helm;
import io.arauto.config.Variable;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What the chart makes is what Kubernetes takes, and holds what we promise of each pod. */
class ChartTest {
    static final List<String> VALUE_SETS = Chart.VALUE_SETS;

    @TempDir
    Path directory;

    @Test
    void lintHasNothingToSay() {
        var lint = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    /** To accept a change: {@code -Dgolden.write=true}, then look at the difference. */
    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void aChangeOfWhatIsInstalledIsSeen(String values) throws IOException {
        var golden = Chart.resource("golden/" + values + ".yaml");
        var rendered = Chart.rendered(values);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, rendered);
        }

        assertThat(rendered).isEqualTo(Chart.read(golden));
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void kubernetesKnowsEveryField(String values) {
        assertThat(Chart.objects(Chart.rendered(values))).isNotEmpty().allSatisfy(object -> {
            if (object instanceof GenericKubernetesResource generic) {
                assertThat(generic.getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
            } else {
                assertThat(UnknownFields.of(object)).isEmpty();
            }
        });
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        var misspelt = Chart.rendered("smallest").replace("terminationGracePeriodSeconds:", "terminationGraceSeconds:");

        assertThat(Chart.objects(misspelt))
                .flatMap(UnknownFields::of)
                .anySatisfy(field -> assertThat(field).endsWith(".terminationGraceSeconds"));
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void everyVariableIsOneThatTheProcessesKnow(String values) {
        var known = Arrays.stream(Variable.values()).map(Variable::name).toList();

        assertThat(containers(values))
                .flatMap(Container::getEnv)
                .extracting(EnvVar::getName)
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void secretsAreNamedAndNeverHeld(String values) {
        assertThat(Chart.objects(Chart.rendered(values))).doesNotHaveAnyElementsOfTypes(Secret.class);
        assertThat(containers(values))
                .flatMap(Container::getEnv)
                .filteredOn(
                        variable -> List.of("REDIS_URL", "DATABASE_URL", "ARAUTO_JWT_SECRET", "ARAUTO_JWT_PUBLIC_KEY")
                                .contains(variable.getName()))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void podsMayDoNothingThatTheyNeedNot(String values) {
        assertThat(pods(values)).hasSize(values.equals("large") ? 3 : 2).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
        assertThat(containers(values)).extracting(Container::getSecurityContext).allSatisfy(context -> {
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        });
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void aGatewayHasTimeToDrainBeforeItIsKilled(String values) {
        var pod = Chart.only(Chart.objects(Chart.rendered(values)), Deployment.class, "rt-gateway")
                .getSpec()
                .getTemplate()
                .getSpec();
        var gateway = pod.getContainers().getFirst();
        var drain = value(gateway, Variable.ARAUTO_DRAIN_TIME);
        var sleep = gateway.getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(sleep + Long.parseLong(drain.replace("s", ""))).isLessThan(pod.getTerminationGracePeriodSeconds());
        assertThat(List.of(gateway.getStartupProbe(), gateway.getReadinessProbe(), gateway.getLivenessProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management"))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/health/started", "/health/ready", "/health/live");
    }

    @Test
    void gatewaysThatSpeakTlsReadTheirSecretAndAreReachedSo() {
        var objects = Chart.objects(Chart.rendered("large"));
        var pod = Chart.only(objects, Deployment.class, "rt-gateway")
                .getSpec()
                .getTemplate()
                .getSpec();
        var gateway = pod.getContainers().getFirst();
        var mount = gateway.getVolumeMounts().stream()
                .filter(volume -> volume.getName().equals("tls"))
                .findFirst()
                .orElseThrow();
        var service = Chart.only(objects, Service.class, "rt-gateway")
                .getSpec()
                .getPorts()
                .getFirst();
        var policy = Chart.only(objects, BackendTLSPolicy.class, "rt-gateway").getSpec();

        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getName().equals("tls"))
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getSecret().getSecretName()).isEqualTo("rt-tls"));
        assertThat(mount.getSubPath()).isNull();
        assertThat(value(gateway, Variable.ARAUTO_TLS_CERT)).isEqualTo(mount.getMountPath() + "/tls.crt");
        assertThat(value(gateway, Variable.ARAUTO_TLS_KEY)).isEqualTo(mount.getMountPath() + "/tls.key");
        assertThat(value(gateway, Variable.ARAUTO_TRUSTED_PROXIES)).isEqualTo("10.0.0.0/8,fd00::/8");
        assertThat(service.getPort()).isEqualTo(443);
        assertThat(service.getAppProtocol()).isEqualTo("kubernetes.io/wss");
        assertThat(Chart.only(objects, HTTPRoute.class, "rt-gateway")
                        .getSpec()
                        .getRules()
                        .getFirst()
                        .getBackendRefs()
                        .getFirst()
                        .getPort())
                .isEqualTo(443);
        assertThat(policy.getTargetRefs().getFirst().getName()).isEqualTo("rt-gateway");
        assertThat(policy.getValidation().getHostname()).isEqualTo("rt.erp.example.com");
        assertThat(policy.getValidation().getCaCertificateRefs().getFirst().getName())
                .isEqualTo("erp-authority");
    }

    @Test
    void anIngressSpeaksTlsToGatewaysThatDo() throws IOException {
        var values = Files.writeString(directory.resolve("values.yaml"), """
                tls: { secret: rt-tls }
                ingress: { enabled: true, host: rt.erp.example.com }
                """);

        var ingress = Chart.only(Chart.objects(Chart.render(values)), Ingress.class, "rt-gateway");

        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/backend-protocol", "HTTPS")
                .containsEntry("haproxy.org/server-ssl", "true");
    }

    @Test
    void workersMayBeAnotherUserOfRedisThanGateways() {
        var keys = containers("large").stream()
                .collect(Collectors.toMap(
                        Container::getName,
                        container -> container.getEnv().stream()
                                .filter(variable -> variable.getName().equals(Variable.REDIS_URL.name()))
                                .map(variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getKey())
                                .collect(Collectors.joining())));

        assertThat(keys)
                .containsOnly(
                        entry("gateway", "redis-url"),
                        entry("worker", "redis-url-of-workers"),
                        entry("migration", "redis-url-of-workers"));
    }

    @Test
    void whoVouchesForRedisIsToldAllThatReachIt() {
        assertThat(containers("large"))
                .hasSize(3)
                .allSatisfy(container -> assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getName().equals(Variable.ARAUTO_REDIS_CA.name()))
                        .singleElement()
                        .satisfies(variable -> assertThat(variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName())
                                .isEqualTo("redis-authority")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 3                                                  | replicas
            gateway: { maxConnections: many }                            | maxConnections
            gateway: { autoscaling: { minReplicas: 1 } }                 | minReplicas
            gateway: { sleepSeconds: 30, drainSeconds: 20 }              | gracePeriodSeconds
            gateway: { maxConnections: 1000 }                            | connectionsPerPod
            secrets: { redis: { name: UPPER, key: url } }                | redis
            secrets: { redis: "redis://:secret@redis" }                  | redis
            settings: { ARAUTO_JWT_SECRET: "in-the-values" }             | settings
            settings: { SOCKET_PORT: 8080 }                              | settings
            settings: { ARAUTO_TLS_CERT: /tmp/tls.crt }                  | settings
            tls: { secret: "" , cert: inline }                           | tls
            { tls: { secret: rt }, route: { gateways: [{ name: a }] } }  | tls.host
            gateway: { trustedProxies: [balancer] }                      | trustedProxies
            tokens: { jwks: "http://plain.example.com" }                 | jwks
            tokens: { jwks: "https://two.example.com" }                  | exactly one
            tokens: { secret: null }                                     | exactly one
            logLevel: loud                                               | logLevel
            ingress: { enabled: true }                                   | ingress.host
            networkPolicy: { redisPorts: [99999] }                       | redisPorts
            """)
    void valuesThatCannotBeMeantAreRefused(String values, String named) throws IOException {
        var file = Files.writeString(directory.resolve("values.yaml"), values);

        assertThatThrownBy(() -> Chart.render(file)).hasMessageContaining(named);
    }

    private static String value(Container container, Variable variable) {
        return container.getEnv().stream()
                .filter(set -> set.getName().equals(variable.name()))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static List<Container> containers(String values) {
        return pods(values).stream()
                .flatMap(pod -> pod.getContainers().stream())
                .toList();
    }

    private static List<PodSpec> pods(String values) {
        return Chart.objects(Chart.rendered(values)).stream()
                .flatMap(ChartTest::pod)
                .toList();
    }

    private static Stream<PodSpec> pod(HasMetadata object) {
        return switch (object) {
            case Deployment deployment ->
                Stream.of(deployment.getSpec().getTemplate().getSpec());
            case Job job -> Stream.of(job.getSpec().getTemplate().getSpec());
            default -> Stream.empty();
        };
    }
}
