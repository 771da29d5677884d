package dev.kycplatform.benchmarks.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.localstack.Partner;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.LongStream;

/** Jobs of one partner as the worker parks them, all ready, so that a backlog needs no outage to come about. */
public final class ParkedJobs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT =
            """
            INSERT INTO worker.parked_job (
                partner_id, job_id, accepted_at, authority, cause, attempts, due_at, is_ready, deadline_at, event)
            VALUES (?, ?, ?, '%s', 'no_slot', 0, now(), true, now() + interval '1 day', ?)""";

    private static final String FILL =
            """
            INSERT INTO worker.parked_job (
                partner_id, job_id, accepted_at, authority, cause, attempts, due_at, is_ready, deadline_at, event)
            SELECT '%s', 'behind-' || n, now(), '%s', 'no_slot', 0, now(), true,
                   now() + interval '2 days' + n * interval '1 millisecond', decode(repeat(md5(n::text), 60), 'hex')
            FROM generate_series(%d, %d) n""";

    private static final int LOT = 50_000;

    private final MeasuredSystem system;
    private final Partner partner;
    private final String authority;
    private final Seal seal;
    private final Clock clock;

    public ParkedJobs(MeasuredSystem system, Partner partner, String authority, Clock clock) {
        this.system = system;
        this.partner = partner;
        this.authority = authority;
        this.seal = new Keysets(system.stack().keysets()).seal(Purpose.JOB_REQUEST);
        this.clock = clock;
    }

    /** Parks the jobs of these numbers, ahead of everything that stands behind. */
    public void park(LongStream numbers) {
        try (var database = DriverManager.getConnection(system.stack().adminJdbcUrl());
                var insert = database.prepareStatement(INSERT.formatted(authority))) {
            database.setAutoCommit(false);
            for (var number : numbers.toArray()) {
                var acceptedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                var key = JobKey.of(partner.partnerId(), JobRequests.jobId(number));
                var request =
                        seal.seal(
                                bytes(request(number)),
                                Binding.ofJob(Purpose.JOB_REQUEST, key, acceptedAt));
                var event =
                        JSON.createObjectNode()
                                .put("schema_version", 1)
                                .put("partner_id", partner.partnerId())
                                .put("job_id", key.jobId().value())
                                .put("smile_job_id", number)
                                .put("environment", "production")
                                .put("lane", "async")
                                .put("country", "NG")
                                .put("id_type", "BVN")
                                .put("authority", authority)
                                .put("accepted_at", acceptedAt.toString())
                                .put("api_key_id", "key")
                                .put("request", request);
                insert.setString(1, partner.partnerId());
                insert.setString(2, key.jobId().value());
                insert.setObject(3, acceptedAt.atOffset(ZoneOffset.UTC));
                insert.setBytes(4, bytes(event));
                insert.addBatch();
            }
            insert.executeBatch();
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * So many more, whose deadlines are later than all others', so that their turn does not come while anything is measured: nobody
     * could read them.
     */
    public void parkBehind(int many) {
        for (int first = 1; first <= many; first += LOT) {
            system.update(
                    FILL.formatted(
                            partner.partnerId(),
                            authority,
                            first,
                            Math.min(many, first + LOT - 1)));
        }
        system.update("VACUUM (ANALYZE) worker.parked_job");
        system.update("CHECKPOINT");
    }

    private static JobRequest request(long number) {
        return new JobRequest(
                "user-" + number,
                "NG",
                "BVN",
                JobRequests.idNumber(number),
                Map.of(),
                "{\"user_id\":\"user-%d\",\"job_id\":\"%s\",\"job_type\":5}"
                        .formatted(number, JobRequests.jobId(number)),
                null,
                null);
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
