import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts results by partner and code, each once, however often it comes and whenever this is killed:
 * {@code java -cp 'lib/*' ResultsConsumer.java BOOTSTRAP_SERVERS JDBC_URL [PROPERTIES_FILE]}, with kafka-clients,
 * jackson-databind and a JDBC driver in lib.
 */
class ResultsConsumer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "dev.kycplatform.job.completed";

    public static void main(String[] args) throws IOException, SQLException {
        Properties settings = new Properties();
        if (args.length > 2) {
            // security.protocol, sasl.* and ssl.*, as the platform's operators gave them to you.
            try (var file = Files.newInputStream(Path.of(args[2]))) {
                settings.load(file);
            }
        }
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "downstream-counts");
        // A new group begins with the oldest record that is kept, not with the next one.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // An offset is committed when what was read is in our database, never by the clock.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // One that is killed is missed after ten seconds instead of 45.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        try (var database = DriverManager.getConnection(args[1]);
                var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            makeTables(database);
            consumer.subscribe(List.of("kyc.results"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    handle(database, record);
                }
                consumer.commitSync();
            }
        }
    }

    private static void makeTables(Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS seen (ce_id text PRIMARY KEY, at timestamptz DEFAULT now())");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS results (partner_id text, result_code text, results bigint NOT NULL,"
                            + " PRIMARY KEY (partner_id, result_code))");
        }
        database.commit();
    }

    /** The id and what it led to are one transaction: either both stand, or the record comes again. */
    private static void handle(Connection database, ConsumerRecord<byte[], byte[]> record) throws IOException, SQLException {
        if (!TYPE.equals(header(record, "ce_type"))) {
            return; // What is not known yet is none of ours.
        }
        String id = header(record, "ce_id");
        if (isNew(database, id)) {
            JsonNode event = JSON.readTree(record.value());
            count(database, event.path("partner_id").asText(), event.path("result_code").asText());
        } else {
            System.out.println("dropped " + id);
        }
        database.commit();
    }

    private static boolean isNew(Connection database, String id) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO seen (ce_id) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id);
            return insert.executeUpdate() == 1;
        }
    }

    private static void count(Connection database, String partner, String code) throws SQLException {
        try (PreparedStatement upsert =
                database.prepareStatement(
                        "INSERT INTO results VALUES (?, ?, 1)"
                                + " ON CONFLICT (partner_id, result_code) DO UPDATE SET results = results.results + 1")) {
            upsert.setString(1, partner);
            upsert.setString(2, code);
            upsert.executeUpdate();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
