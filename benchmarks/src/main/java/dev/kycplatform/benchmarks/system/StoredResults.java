package dev.kycplatform.benchmarks.system;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.localstack.Partner;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Results as the worker stores and announces them, so that the dispatcher can be measured without it. */
public final class StoredResults implements AutoCloseable {
    private static final int ROWS_IN_A_BATCH = 500;

    /** Bodies above that are sent to the database one by one. */
    private static final int LARGE = 100_000;

    private static final String INSERT =
            """
            INSERT INTO worker.result
                (accepted_at, partner_id, job_id, smile_job_id, lane, country, id_type, authority,
                 result_code, answered_at, attempts, user_hash, id_number_hash, callback, body,
                 size, sha256)
            VALUES (?, ?, ?, 1, 'async', 'NG', 'BVN', 'ng-nibss', '1012', now(), 1, '', '', ?, ?, ?, '')""";

    private final MeasuredSystem system;
    private final Clock clock;
    private final LongFunction<String> callbackUrl;
    private final Seal results;
    private final Seal callbacks;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, String> apiKeyIds = new ConcurrentHashMap<>();

    /** @param callbackUrl where a number's callback goes */
    public StoredResults(MeasuredSystem system, LongFunction<String> callbackUrl, Clock clock) {
        this.system = system;
        this.clock = clock;
        this.callbackUrl = callbackUrl;
        var keysets = new Keysets(system.stack().keysets());
        this.results = keysets.seal(Purpose.RESULT);
        this.callbacks = keysets.seal(Purpose.CALLBACK);
        this.producer =
                new KafkaProducer<>(
                        system.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        system.update(
                "CREATE TABLE worker.result_%s PARTITION OF worker.result FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                        .formatted(
                                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                                day,
                                day.plusDays(2)));
    }

    /** As the other one does, of all partners. */
    public List<ResultReference> store(int many, int size, LongSupplier numbers) {
        return store(system.partners(), many, size, numbers);
    }

    /**
     * Stores so many that owe a callback, the partners in turn.
     *
     * @param numbers of the callbacks
     * @param size of a body, about
     */
    public List<ResultReference> store(
            List<Partner> partners, int many, int size, LongSupplier numbers) {
        var body = ("{\"FullData\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
        var stored = new ArrayList<ResultReference>(many);
        try (var database =
                        DriverManager.getConnection(
                                system.stack().adminJdbcUrl() + "&reWriteBatchedInserts=true");
                var insert = database.prepareStatement(INSERT)) {
            database.setAutoCommit(false);
            for (int i = 0; i < many; i++) {
                var number = numbers.getAsLong();
                var partner = partners.get(i % partners.size());
                var job =
                        new ResultReference(
                                now(), JobKey.of(partner.partnerId(), JobRequests.jobId(number)));
                add(insert, job, partner, number, body);
                stored.add(job);
                if (i % ROWS_IN_A_BATCH == 0 || size > LARGE) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return stored;
    }

    /** Tells the dispatcher of a stored result. */
    public void announce(ResultReference job) {
        producer.send(
                new ProducerRecord<>(
                        Topics.RESULTS.topicName(),
                        job.key().toString().getBytes(StandardCharsets.UTF_8),
                        "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"result_reference\":\"%s\"}"
                                .formatted(job)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private void add(
            PreparedStatement insert,
            ResultReference job,
            Partner partner,
            long number,
            byte[] body)
            throws SQLException {
        var sealed = results.seal(body, Binding.ofJob(Purpose.RESULT, job.key(), job.acceptedAt()));
        var address =
                "{\"url\":\"%s\",\"api_key_id\":\"%s\"}"
                        .formatted(callbackUrl.apply(number), apiKeyId(partner));
        insert.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
        insert.setString(2, job.key().partnerId().value());
        insert.setString(3, job.key().jobId().value());
        insert.setBytes(
                4,
                callbacks.seal(
                        address.getBytes(StandardCharsets.UTF_8),
                        CallbackAddress.binding(job.key(), job.acceptedAt())));
        insert.setBytes(5, sealed);
        insert.setInt(6, sealed.length);
        insert.addBatch();
    }

    private String apiKeyId(Partner partner) {
        return apiKeyIds.computeIfAbsent(
                partner.partnerId(),
                id ->
                        system.text(
                                "SELECT secret_id FROM intake.partner_secret WHERE kind = 'API_KEY' AND partner_id = '"
                                        + id
                                        + "'"));
    }

    /** As PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
