package dev.kycplatform.localstack.server;

import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.process.Supervised;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A single KRaft broker, its own controller, in a JVM of its own on loopback. */
public final class KafkaServer extends Server {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int HEAP_MEGABYTES = 512;
    private static final int CLEANER_BYTES = 8 * 1024 * 1024;

    /** A callback body never travels through Kafka; the largest record is a sealed request. */
    private static final int LARGEST_RECORD = 2 * 1024 * 1024;

    private final Path classpath;
    private final Lifespan lifespan;
    private final Path data;
    private final Path log;
    private final Optional<Guard> guard;
    private final int controllerPort;

    /**
     * @param classpath the directory with the broker's jars
     * @param data where its properties and its log segments live; made if it is not there
     */
    public KafkaServer(Path classpath, Path data, Path log, int port, Lifespan lifespan) {
        this(classpath, data, log, port, lifespan, Optional.empty());
    }

    /**
     * The same, which encrypts, asks everybody for a name and a password, and forbids what no rule allows to all but
     * {@link Guard#ADMINISTRATOR}.
     */
    public KafkaServer(
            Path classpath, Path data, Path log, int port, Lifespan lifespan, Guard guard) {
        this(classpath, data, log, port, lifespan, Optional.of(guard));
    }

    private KafkaServer(
            Path classpath,
            Path data,
            Path log,
            int port,
            Lifespan lifespan,
            Optional<Guard> guard) {
        super(new Supervised(Signal.TERMINATE, STOP), port);
        this.classpath = classpath;
        this.lifespan = lifespan;
        this.data = data;
        this.log = log;
        this.guard = guard;
        // Nobody listens on the broker's own yet: it too may be found free.
        this.controllerPort =
                FreePorts.take(2).stream().filter(free -> free != port).findFirst().orElseThrow();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void awaitReady() {
        Awaiting.ready(child().orElseThrow(), this::answers, START);
    }

    @Override
    void prepare() {
        if (!Files.isDirectory(classpath)) {
            throw new IllegalStateException(
                    "the broker is not built: " + classpath + " is not there");
        }
    }

    @Override
    ChildProcess process() {
        return ChildProcess.start("kafka", command(writeProperties()), Map.of(), data, log);
    }

    private List<String> command(Path properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(lifespan.options(HEAP_MEGABYTES));
        command.addAll(
                List.of(
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classpath.toAbsolutePath().resolve("*").toString(),
                        "dev.kycplatform.localstack.broker.EmbeddedBroker",
                        properties.toString()));
        return command;
    }

    private Path writeProperties() {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port(), controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port());
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toAbsolutePath().resolve("log").toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.partitions", "4");
        properties.put("default.replication.factor", "1");
        properties.put("offsets.topic.replication.factor", "1");
        // The defaults of 50 partitions each are for clusters: one node pays for them at every
        // start.
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        // 128 MB by default, a quarter of the heap: what is compacted here has a few keys.
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BYTES));
        properties.put("offsets.retention.minutes", Long.toString(Duration.ofDays(30).toMinutes()));
        properties.put("message.max.bytes", Integer.toString(LARGEST_RECORD));
        properties.put("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD));
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("controlled.shutdown.enable", "false");
        if (lifespan == Lifespan.MOMENTS) {
            // A broker that was killed is let in again once its last session is over: after nine
            // seconds by default, which tests that kill it would sit out.
            properties.put("broker.session.timeout.ms", "3000");
            properties.put("broker.heartbeat.interval.ms", "500");
        }
        try {
            Files.createDirectories(data);
            guard.ifPresent(guarded -> guarded.addTo(properties, port(), controllerPort, data));
            Path file = data.toAbsolutePath().resolve("broker.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + data, e);
        }
    }

    /** Asks the broker which requests it knows: an open port alone says nothing yet. */
    private boolean answers() {
        int correlation = 1;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1000);
            plain.setSoTimeout(5000);
            Socket socket = guard.isEmpty() ? plain : guard.get().encrypted(plain);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(10); // bytes that follow
            request.writeShort(18); // ApiVersions
            request.writeShort(0); // its first version
            request.writeInt(correlation);
            request.writeShort(-1); // no client id
            DataInputStream response = new DataInputStream(socket.getInputStream());
            response.readInt(); // bytes that follow
            return response.readInt() == correlation && response.readShort() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
