package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Lifespan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart as Helm renders it. What a cluster does with it is not tried here. */
class HelmChartTest {
    /** Megabytes that a JVM needs in addition: docs/operations.md, Sizing. */
    private static final int BESIDE_THE_HEAP = 400;

    private static final Path CHART = Path.of("../deploy/helm/kyc-platform");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> SERVICES =
            List.of(
                    "callback-dispatcher",
                    "intake-service",
                    "kyc-flow-service",
                    "verification-worker");

    private final List<JsonNode> rendered = rendered(Map.of());

    @Test
    void everyServiceIsDeployed() {
        assertThat(names("Deployment")).containsExactlyElementsOf(SERVICES);
        assertThat(names("Service")).containsExactlyElementsOf(SERVICES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callback-dispatcher",
                "intake-service",
                "kyc-flow-service",
                "verification-worker"
            })
    void aServiceIsHardenedAndHasNoRoot(String service) {
        var pod = pod(service);
        var container = pod.path("containers").path(0);

        assertThat(values(container)).containsEntry("KYC_HARDENED", "true");
        assertThat(values(container))
                .containsEntry("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled")
                .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        assertThat(values(container).get("QUARKUS_DATASOURCE_JDBC_URL"))
                .contains("sslmode=verify-full");
        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        var security = container.path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
        assertThat(container.path("resources").path("limits").path("memory").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "startupProbe, /q/health/started",
        "readinessProbe, /q/health/ready",
        "livenessProbe, /q/health/live"
    })
    void everyServiceIsProbedEncrypted(String probe, String path) {
        for (var service : SERVICES) {
            var asked = pod(service).path("containers").path(0).path(probe).path("httpGet");
            assertThat(asked.path("path").asText()).as(service).isEqualTo(path);
            assertThat(asked.path("scheme").asText()).as(service).isEqualTo("HTTPS");
        }
    }

    @Test
    void aServiceHasLongerToStopThanItTakes() {
        for (var service : SERVICES) {
            assertThat(pod(service).path("terminationGracePeriodSeconds").asInt())
                    .as(service)
                    .isGreaterThanOrEqualTo(45);
        }
    }

    /** The three ways to start a service differ in much, but not in what it takes at its full speed. */
    @Test
    void aServiceHasTheHeapAndTheCollectorThatTheLauncherGivesIt() throws IOException {
        assertThat(Path.of("../Dockerfile"))
                .content()
                .contains(
                        "ENV JDK_JAVA_OPTIONS=\"%s\"\n"
                                .formatted(String.join(" ", Lifespan.HOURS.collector())))
                .as("the heap that is reserved at once is the whole")
                .contains("\"-XX:InitialRAMPercentage=60\", \"-XX:MaxRAMPercentage=60\"");
        var compose = YAML.readTree(Path.of("../docker-compose.yml").toFile());
        var usual = compose.path("x-service").path("mem_limit");
        for (var service : Service.values()) {
            if (service.ours()) {
                var composed = compose.path("services").path(service.module());
                var container = pod(service.module()).path("containers").path(0);

                assertThat(heapMegabytes(container.path("resources").path("limits").path("memory")))
                        .as("the chart's %s", service.module())
                        .isGreaterThanOrEqualTo(service.heapMegabytes());
                assertThat(
                                heapMegabytes(
                                        composed.has("mem_limit")
                                                ? composed.path("mem_limit")
                                                : usual))
                        .as("the compose file's %s", service.module())
                        .isGreaterThanOrEqualTo(service.heapMegabytes());
                assertThat(composed.path("environment").has("JDK_JAVA_OPTIONS"))
                        .as("the compose file's %s has the image's options", service.module())
                        .isFalse();
                assertThat(values(container))
                        .as("the chart's %s has the image's options", service.module())
                        .doesNotContainKey("JDK_JAVA_OPTIONS");
            }
        }
    }

    @Test
    void anUpgradeStartsOneNewInstanceAtATimeAndStopsNoneBeforeIt() {
        for (var service : SERVICES) {
            var rolling =
                    only("Deployment", service).path("spec").path("strategy").path("rollingUpdate");
            assertThat(rolling.path("maxSurge").asInt()).as(service).isEqualTo(1);
            assertThat(rolling.path("maxUnavailable").asInt(-1)).as(service).isZero();
        }
    }

    @Test
    void everyServiceHasADisruptionBudgetOfItsOwnPods() {
        assertThat(names("PodDisruptionBudget")).containsExactlyElementsOf(SERVICES);
        for (var service : SERVICES) {
            assertThat(
                            map(
                                    only("PodDisruptionBudget", service)
                                            .path("spec")
                                            .path("selector")
                                            .path("matchLabels")))
                    .as(service)
                    .isEqualTo(
                            map(
                                    only("Deployment", service)
                                            .path("spec")
                                            .path("selector")
                                            .path("matchLabels")));
        }
    }

    @Test
    void secretsAreNamedAndNeverWritten() {
        assertThat(names("Secret")).isEmpty();
        for (var service : SERVICES) {
            var secret =
                    elements(pod(service).path("containers").path(0).path("env"))
                            .filter(it -> it.path("name").asText().matches(".*(PASSWORD|JAAS).*"))
                            .toList();
            assertThat(secret)
                    .as(service)
                    .hasSize(2)
                    .allSatisfy(
                            it ->
                                    assertThat(
                                                    it.path("valueFrom")
                                                            .path("secretKeyRef")
                                                            .path("name")
                                                            .asText())
                                            .endsWith(service));
        }
    }

    @Test
    void aServiceGetsTheKeysetsOfItsOwnPurposesAndAllAreSomebodys() {
        var all = new TreeSet<String>();
        for (var service : SERVICES) {
            var files =
                    elements(pod(service).path("volumes"))
                            .filter(volume -> volume.path("name").asText().equals("keysets"))
                            .flatMap(volume -> elements(volume.path("secret").path("items")))
                            .map(item -> item.path("path").asText())
                            .toList();
            assertThat(files).as(service).hasSizeBetween(1, Purpose.values().length - 1);
            all.addAll(files);
        }
        assertThat(all)
                .isEqualTo(
                        Arrays.stream(Purpose.values())
                                .map(purpose -> purpose.wire() + ".json")
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theIngressExposesThePublicPathsOnly() {
        assertThat(paths("intake-service")).containsExactly("/v1", "/api/v2", "/openapi");
        assertThat(paths("kyc-flow-service")).containsExactly("/0.2");
        assertThat(names("Ingress")).containsExactly("intake-service", "kyc-flow-service");
    }

    @Test
    void whatNoPolicyAllowsIsForbidden() {
        var nothing = only("NetworkPolicy", "kyc-nothing").path("spec");

        assertThat(texts(nothing.path("policyTypes")))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(nothing.has("ingress") || nothing.has("egress")).isFalse();
        for (var service : SERVICES) {
            assertThat(
                            map(
                                    only("Deployment", service)
                                            .path("spec")
                                            .path("template")
                                            .path("metadata")
                                            .path("labels")))
                    .containsAllEntriesOf(map(nothing.path("podSelector").path("matchLabels")));
        }
    }

    @Test
    void theDispatcherAloneReachesTheInternetAndNoPrivateNetwork() {
        var open =
                all("NetworkPolicy")
                        .filter(policy -> policy.toString().contains("\"0.0.0.0/0\""))
                        .toList();

        assertThat(open).hasSize(1);
        var spec = open.getFirst().path("spec");
        assertThat(
                        spec.path("podSelector")
                                .path("matchLabels")
                                .path("app.kubernetes.io/name")
                                .asText())
                .isEqualTo("callback-dispatcher");
        var peers = spec.path("egress").path(0).path("to");
        assertThat(texts(peers.path(0).path("ipBlock").path("except")))
                .contains(
                        "10.0.0.0/8",
                        "172.16.0.0/12",
                        "192.168.0.0/16",
                        "127.0.0.0/8",
                        "169.254.0.0/16",
                        "100.64.0.0/10");
        assertThat(texts(peers.path(1).path("ipBlock").path("except")))
                .contains("fc00::/7", "fe80::/10");
    }

    /** An empty list of peers would allow all of them. */
    @Test
    void noPolicyIsOpenToEverybody() {
        assertThat(
                        all("NetworkPolicy")
                                .flatMap(
                                        policy ->
                                                Stream.concat(
                                                        elements(policy.path("spec").path("egress"))
                                                                .map(rule -> rule.path("to")),
                                                        elements(
                                                                        policy.path("spec")
                                                                                .path("ingress"))
                                                                .map(rule -> rule.path("from"))))
                                .toList())
                .isNotEmpty()
                .allSatisfy(peers -> assertThat(peers).isNotEmpty());
    }

    @Test
    void topicsAreMadeByTheScriptsOfTheLauncher() throws IOException {
        var plain = rendered(Map.of("kafka.topics.hook", "false"));
        var scripts = only(plain, "ConfigMap", "kyc-topics").path("data");
        var job = only(plain, "Job", "kyc-topics").path("spec").path("template").path("spec");

        for (var script : List.of("topics.sh", "access.sh")) {
            assertThat(scripts.path(script).asText().strip())
                    .isEqualTo(Files.readString(CHART.resolve("files").resolve(script)).strip());
        }
        assertThat(values(job.path("containers").path(0)))
                .containsEntry("KYC_PARTITIONS", "12")
                .containsEntry("KYC_REPLICATION", "3")
                .containsEntry("KYC_DOWNSTREAM", "warehouse");
        assertThat(names(plain, "NetworkPolicy")).contains("kyc-topics");
    }

    @Test
    void scalersFollowTheGroupsThatServicesConsumeIn() {
        var scaled = rendered(Map.of("keda.enabled", "true", "kafka.topicPrefix", "eu."));

        for (var service : List.of("verification-worker", "callback-dispatcher")) {
            assertThat(only(scaled, "Deployment", service).path("spec").has("replicas"))
                    .as("whoever scales says how many")
                    .isFalse();
            var consumed = consumedTopics(service);
            var triggers =
                    elements(only(scaled, "ScaledObject", service).path("spec").path("triggers"))
                            .map(trigger -> trigger.path("metadata"))
                            .toList();
            assertThat(triggers)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(
                            trigger ->
                                    assertThat(consumed)
                                            .containsEntry(
                                                    trigger.path("topic").asText(),
                                                    trigger.path("consumerGroup").asText()));
        }
        assertThat(names("ScaledObject")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "environment, staging, /environment",
        "image.tag, latest, /image/tag",
        "kafka.securityProtocol, SASL_PLAINTEXT, /kafka/securityProtocol",
        "oidc.jwksUrl, http://login.example.com/keys, /oidc/jwksUrl",
        "oidc.issuer, http://login.example.com, /oidc/issuer",
        "postgres.host, '', /postgres/host",
        "services.intake-service.replicas, 0, /services/intake-service/replicas",
        "services.intake-servic.replicas, 1, intake-servic",
        "ingress.intake.host, '', /ingress/intake/host",
        "traces.endpoint, http://collector:4317, /networkPolicies/traces/to"
    })
    void whatIsWrongIsRefusedByItsName(String name, String value, String said) {
        assertThatThrownBy(() -> rendered(Map.of(name, value))).hasMessageContaining(said);
    }

    /** What a JVM makes of a container's memory, by the option that the image gives it; all of it comes to be used. */
    private static int heapMegabytes(JsonNode memory) throws IOException {
        var percentage =
                Pattern.compile("\"-XX:MaxRAMPercentage=(\\d+)\"")
                        .matcher(Files.readString(Path.of("../Dockerfile")));
        assertThat(percentage.find()).isTrue();
        var size = Pattern.compile("(\\d+)(Gi|Mi|m)").matcher(memory.asText());
        assertThat(size.matches()).as(memory.asText()).isTrue();
        var megabytes = Integer.parseInt(size.group(1)) * (size.group(2).equals("Gi") ? 1_024 : 1);
        var heap = megabytes * Integer.parseInt(percentage.group(1)) / 100;
        assertThat(megabytes - heap).as("beside the heap").isGreaterThanOrEqualTo(BESIDE_THE_HEAP);
        return heap;
    }

    private static Map<String, String> consumedTopics(String service) {
        var settings = new Properties();
        try (var file =
                Files.newBufferedReader(
                        Path.of("..", service, "src/main/resources/application.properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var topics = new HashMap<String, String>();
        for (var name : settings.stringPropertyNames()) {
            if (name.matches("mp\\.messaging\\.incoming\\..*\\.topic")) {
                topics.put(
                        prefixed(settings.getProperty(name)),
                        prefixed(settings.getProperty(name.replaceFirst("topic$", "group.id"))));
            }
        }
        return topics;
    }

    private static String prefixed(String setting) {
        return setting.replace("${kyc.topic-prefix:}", "eu.");
    }

    private static List<JsonNode> rendered(Map<String, String> set) {
        var template =
                new Helm(CHART)
                        .template()
                        .withName("kyc")
                        .withNamespace("kyc")
                        .withValuesFile(CHART.resolve("ci/example-values.yaml").toAbsolutePath());
        set.forEach(template::set);
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(template.call())) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> paths(String service) {
        return elements(only("Ingress", service).path("spec").path("rules"))
                .flatMap(rule -> elements(rule.path("http").path("paths")))
                .map(path -> path.path("path").asText())
                .toList();
    }

    private JsonNode pod(String service) {
        return only("Deployment", service).path("spec").path("template").path("spec");
    }

    private JsonNode only(String kind, String name) {
        return only(rendered, kind, name);
    }

    private static JsonNode only(List<JsonNode> resources, String kind, String name) {
        var found =
                resources.stream()
                        .filter(it -> it.path("kind").asText().equals(kind))
                        .filter(it -> it.path("metadata").path("name").asText().equals(name))
                        .toList();
        assertThat(found).as("%s %s", kind, name).hasSize(1);
        return found.getFirst();
    }

    private Stream<JsonNode> all(String kind) {
        return rendered.stream().filter(it -> it.path("kind").asText().equals(kind));
    }

    private Set<String> names(String kind) {
        return names(rendered, kind);
    }

    private static Set<String> names(List<JsonNode> resources, String kind) {
        return resources.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .map(it -> it.path("metadata").path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> values(JsonNode container) {
        return elements(container.path("env"))
                .filter(it -> it.has("value"))
                .collect(
                        Collectors.toMap(
                                it -> it.path("name").asText(), it -> it.path("value").asText()));
    }

    private static Map<String, String> map(JsonNode labels) {
        return YAML.convertValue(labels, new TypeReference<>() {});
    }

    private static List<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
