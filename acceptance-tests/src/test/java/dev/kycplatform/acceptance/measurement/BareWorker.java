package dev.kycplatform.acceptance.measurement;

import dev.kycplatform.contracts.Topics;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What no worker can do without and nothing else, as the limit that a worker's figures stand beside: takes a record,
 * asks, stores what was answered, as many bytes of it as a result has, and publishes as many bytes as a worker does. It
 * opens, seals, reads and decides nothing, looks for no stored result, and leaves offsets to a timer.
 */
final class BareWorker {
    /** As many as one statement of the worker stores. */
    private static final int MOST_ROWS = 50;

    private static final int MOST_IN_HAND = 6_000;
    private static final int REST = 1_000;
    private static final byte[] EVENT = "x".repeat(700).getBytes(StandardCharsets.US_ASCII);

    private static final String TABLE =
            """
            CREATE SCHEMA IF NOT EXISTS bare;
            CREATE TABLE IF NOT EXISTS bare.result (job text PRIMARY KEY, body bytea NOT NULL);
            ALTER TABLE bare.result ALTER COLUMN body SET STORAGE EXTERNAL\
            """;

    private final URI authority;
    private final byte[] question;
    private final Queue<Line> idle = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_IN_HAND);
    private final KafkaProducer<byte[], byte[]> producer;

    private record Row(byte[] key, byte[] body) {}

    private BareWorker(String kafka, URI authority) {
        this.authority = authority;
        var body = "{\"id_type\":\"BVN\",\"id_number\":\"00000000000\"}";
        this.question =
                ("POST /authorities/ng-nibss/lookups HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka,
                                ProducerConfig.LINGER_MS_CONFIG,
                                2,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                128 * 1024),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Runs until it is ended; says so when it takes records.
     *
     * @param arguments bootstrap servers, a superuser's JDBC address, the authorities' address
     */
    public static void main(String[] arguments) throws SQLException {
        try (var database = DriverManager.getConnection(arguments[1]);
                var statement = database.createStatement()) {
            statement.execute(TABLE);
        }
        var worker = new BareWorker(arguments[0], URI.create(arguments[2]));
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().start(() -> worker.store(arguments[1]));
        }
        worker.take(arguments[0]);
    }

    private void take(String kafka) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                                ConsumerConfig.GROUP_ID_CONFIG, "bare",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.JOBS.topicName()));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(50));
            }
            consumer.assignment().forEach(consumer::position);
            System.out.println("taking records");
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    room.acquireUninterruptibly();
                    Thread.startVirtualThread(() -> handle(record));
                }
            }
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            waiting.add(new Row(record.key(), body(ask())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A result holds a photo once, as the bytes that the answer has in base64, beside what the partner reads else. */
    private static byte[] body(byte[] answer) {
        return Arrays.copyOf(answer, REST + answer.length * 3 / 4);
    }

    private byte[] ask() throws IOException {
        var line = idle.poll();
        if (line == null) {
            line = new Line(new Socket(authority.getHost(), authority.getPort()));
        }
        var answer = line.ask(question);
        idle.add(line);
        return answer;
    }

    private void store(String url) {
        try (var database = DriverManager.getConnection(url)) {
            while (true) {
                var group = new ArrayList<Row>(MOST_ROWS);
                group.add(waiting.take());
                waiting.drainTo(group, MOST_ROWS - 1);
                insert(database, group);
                for (var row : group) {
                    producer.send(
                            new ProducerRecord<>(Topics.RESULTS.topicName(), row.key(), EVENT),
                            (_, _) -> room.release());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void insert(Connection database, List<Row> group) throws SQLException {
        try (var statement =
                database.prepareStatement(
                        "INSERT INTO bare.result SELECT * FROM unnest(?::text[], ?::bytea[]) ON CONFLICT DO NOTHING")) {
            var keys =
                    group.stream()
                            .map(row -> new String(row.key(), StandardCharsets.UTF_8))
                            .toArray();
            statement.setArray(1, database.createArrayOf("text", keys));
            statement.setArray(
                    2,
                    database.createArrayOf(
                            "bytea", group.stream().map(Row::body).toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }

    /** One kept connection. */
    private static final class Line {
        private final Socket socket;
        private final InputStream in;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        }

        byte[] ask(byte[] question) throws IOException {
            socket.getOutputStream().write(question);
            var length = 0;
            for (var header = header(); !header.isEmpty(); header = header()) {
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).strip());
                }
            }
            return in.readNBytes(length);
        }

        private String header() throws IOException {
            var text = new StringBuilder();
            for (var read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new IOException("the authority has closed the connection");
                }
                text.append((char) read);
            }
            return text.toString().strip().toLowerCase(Locale.ROOT);
        }
    }
}
