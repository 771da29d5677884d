package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.secret.DevelopmentCertificate;
import dev.kycplatform.localstack.server.Guard;
import dev.kycplatform.localstack.server.KafkaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A broker that forbids what it is not told to allow, and the two scripts it is told by, run as operators run them: by
 * Kafka's own tools.
 */
class BrokerAccessIT {
    private static final String PREFIX = "here.";
    private static final String DOWNSTREAM = "warehouse";
    private static final String STRANGER = "stranger";
    private static final Path SCRIPTS = Path.of("../deploy/helm/kyc-platform/files");
    private static final Map<String, String> TOOLS =
            Map.of(
                    "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
                    "kafka-acls.sh", "org.apache.kafka.tools.AclCommand");

    @TempDir static Path directory;

    private static Guard guard;
    private static KafkaServer broker;

    @BeforeAll
    static void tell() throws Exception {
        var certificate = DevelopmentCertificate.in(directory.resolve("tls"), Clock.systemUTC());
        guard =
                new Guard(
                        certificate.certificate(),
                        certificate.key(),
                        certificate.authority(),
                        "administrator's");
        broker =
                new KafkaServer(
                        Workspace.find().brokerClasspath(),
                        directory.resolve("kafka"),
                        directory.resolve("kafka.log"),
                        FreePorts.one(),
                        Lifespan.MOMENTS,
                        guard);
        broker.start();
        run("topics.sh", Map.of("KYC_PARTITIONS", "1", "KYC_REPLICATION", "1"));
        run("access.sh", Map.of("KYC_DOWNSTREAM", DOWNSTREAM));
        admit(Arrays.stream(Principal.values()).map(BrokerAccessIT::nameOf), STRANGER);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(Principal.class)
    void aPrincipalReadsAndWritesWhatTopicsSay(Principal principal) throws Exception {
        var isDeadLettering = Topics.DEAD_LETTERS.writers().contains(principal);
        var allowed = allowed(nameOf(principal));

        for (var topic : Topics.values()) {
            var operations = allowed.getOrDefault(PREFIX + topic.topicName(), Set.of());
            var isRead = topic.readers().contains(principal);
            assertThat(operations.contains(AclOperation.READ))
                    .as("%s reads %s", principal, topic)
                    .isEqualTo(isRead);
            assertThat(operations.contains(AclOperation.WRITE))
                    .as("%s writes %s", principal, topic)
                    .isEqualTo(
                            topic.writers().contains(principal)
                                    || (isDeadLettering && isRead && !topic.isState()));
            assertThat(operations)
                    .as("%s at %s", principal, topic)
                    .doesNotContain(
                            AclOperation.CREATE,
                            AclOperation.DELETE,
                            AclOperation.ALTER,
                            AclOperation.ALTER_CONFIGS);
        }
    }

    @Test
    void downstreamSystemsReadResultsVerificationsAndDeliveriesAndWriteNothing() throws Exception {
        assertThat(allowed(DOWNSTREAM))
                .containsOnlyKeys(
                        PREFIX + "kyc.results",
                        PREFIX + "kyc.verifications",
                        PREFIX + "kyc.deliveries")
                .allSatisfy(
                        (_, operations) ->
                                assertThat(operations)
                                        .containsExactlyInAnyOrder(
                                                AclOperation.READ, AclOperation.DESCRIBE));
    }

    @Test
    void aStrangerSeesNothing() throws Exception {
        assertThat(allowed(STRANGER)).isEmpty();
    }

    @Test
    void aDownstreamSystemFollowsResultsInGroupsOfItsOwn() throws Exception {
        write(Principal.WORKER.wire(), Topics.RESULTS, "a result");

        try (var consumer = consumer(DOWNSTREAM, DOWNSTREAM + "-counts")) {
            consumer.subscribe(List.of(PREFIX + "kyc.results"));
            await().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            assertThatCode(consumer::commitSync).doesNotThrowAnyException();
        }
    }

    @Test
    void aDownstreamSystemIsKeptFromJobsFromOthersGroupsAndFromWriting() {
        try (var consumer = consumer(DOWNSTREAM, DOWNSTREAM + "-jobs")) {
            consumer.subscribe(List.of(PREFIX + "kyc.jobs"));
            assertThatThrownBy(() -> poll(consumer))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
        try (var consumer = consumer(DOWNSTREAM, PREFIX + "callback-dispatcher")) {
            consumer.subscribe(List.of(PREFIX + "kyc.results"));
            assertThatThrownBy(() -> poll(consumer))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
        assertThatThrownBy(() -> write(DOWNSTREAM, Topics.RESULTS, "a forged result"))
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    @Test
    void aServiceConsumesInGroupsThatBeginWithItsName() throws Exception {
        write(Principal.INTAKE.wire(), Topics.JOBS_SYNC, "a job");
        var group = PREFIX + Principal.WORKER.wire() + "-sync";

        try (var consumer = consumer(Principal.WORKER.wire(), group)) {
            consumer.subscribe(List.of(PREFIX + "kyc.jobs.sync"));
            await().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            assertThatCode(consumer::commitSync).doesNotThrowAnyException();
        }
        try (var consumer = consumer(Principal.FLOW.wire(), group)) {
            consumer.subscribe(List.of(PREFIX + "kyc.results"));
            assertThatThrownBy(() -> poll(consumer))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    private static String nameOf(Principal principal) {
        return principal == Principal.DOWNSTREAM ? DOWNSTREAM : principal.wire();
    }

    /** A refusal comes with one of the first polls. */
    private static void poll(KafkaConsumer<byte[], byte[]> consumer) {
        for (int i = 0; i < 50; i++) {
            consumer.poll(Duration.ofMillis(200));
        }
    }

    /** By the broker's own word, for each topic that it shows at all. */
    private static Map<String, Set<AclOperation>> allowed(String name) throws Exception {
        try (var admin = Admin.create(settings(name))) {
            var topics = admin.listTopics().names().get();
            return admin
                    .describeTopics(
                            topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .collect(
                            Collectors.toMap(
                                    topic -> topic.name(),
                                    topic ->
                                            new TreeSet<>(
                                                    Objects.requireNonNull(
                                                            topic.authorizedOperations()))));
        }
    }

    private static void write(String name, Topics topic, String value)
            throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        settings(name), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    PREFIX + topic.topicName(),
                                    value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String name, String group) {
        var settings = settings(name);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(String name) {
        return at(guard.clientOf(name, passwordOf(name)));
    }

    private static Map<String, Object> at(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("bootstrap.servers", broker.bootstrapServers());
        return all;
    }

    private static String passwordOf(String name) {
        return name + "-password";
    }

    private static void admit(Stream<String> principals, String another) throws Exception {
        var names = Stream.concat(principals, Stream.of(another)).toList();
        try (var admin = Admin.create(at(guard.administrator()))) {
            admin.alterUserScramCredentials(
                            names.stream()
                                    .<UserScramCredentialAlteration>map(
                                            name ->
                                                    new UserScramCredentialUpsertion(
                                                            name,
                                                            new ScramCredentialInfo(
                                                                    ScramMechanism.SCRAM_SHA_512,
                                                                    4096),
                                                            passwordOf(name)))
                                    .toList())
                    .all()
                    .get();
        }
        for (var name : names) {
            await().ignoreExceptions().until(() -> allowed(name) != null);
        }
    }

    private static void run(String script, Map<String, String> environment) throws Exception {
        var connection = directory.resolve("administrator.properties");
        Files.writeString(
                connection,
                guard.administrator().entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        var output = directory.resolve(script + ".log");
        var builder =
                new ProcessBuilder(
                                "bash",
                                SCRIPTS.resolve(script).toString(),
                                "--bootstrap-server",
                                broker.bootstrapServers(),
                                "--command-config",
                                connection.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KYC_TOPIC_PREFIX", PREFIX);
        builder.environment().put("PATH", tools() + ":" + System.getenv("PATH"));
        assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
    }

    /** The tools' names lead to the classes that come with the embedded broker, kept loaded from one run to the next. */
    private static Path tools() throws IOException {
        var tools = Files.createDirectories(directory.resolve("bin"));
        for (var tool : TOOLS.entrySet()) {
            var file = tools.resolve(tool.getKey());
            Files.writeString(
                    file,
                    "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile='%s' -cp '%s/*' %s \"$@\"\n"
                            .formatted(
                                    Path.of(System.getProperty("java.home"), "bin", "java"),
                                    directory.resolve(tool.getKey() + ".jsa"),
                                    Workspace.find().brokerClasspath(),
                                    tool.getValue()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        return tools;
    }
}
