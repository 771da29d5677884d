package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.StoredResult;
import dev.kycplatform.intake.job.StoredResults;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Results through the worker's view. {@code accepted_at} prunes the search to one partition. */
@ApplicationScoped
class ResultView implements StoredResults {
    private static final String OF_JOB =
            " FROM worker.result_v1 WHERE accepted_at = ? AND partner_id = ? AND job_id = ?";
    private static final String EXISTS = "SELECT true" + OF_JOB;
    private static final String FIND = "SELECT result_code, body" + OF_JOB;

    private final DataSource database;
    private final ResultSeal seal;
    private final Semaphore turns;
    private final Duration turnWithin;

    ResultView(DataSource database, Keysets keysets, IntakeConfig config) {
        this.database = database;
        this.seal = new ResultSeal(keysets);
        this.turns = new Semaphore(config.mostResultsRead());
        this.turnWithin = config.resultTurnWithin();
    }

    @Override
    public boolean exists(AcceptedJob job) {
        try (var connection = database.getConnection();
                var statement = prepared(connection, EXISTS, job);
                var rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<StoredResult> find(AcceptedJob job) {
        takeTurn();
        try {
            return read(job);
        } finally {
            turns.release();
        }
    }

    /** Bodies are large and requests many: only so many are read at once. */
    private void takeTurn() {
        try {
            if (turns.tryAcquire(turnWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new KycException(ErrorCode.OVERLOADED, "too many results are being read");
    }

    private Optional<StoredResult> read(AcceptedJob job) {
        try (var connection = database.getConnection();
                var statement = prepared(connection, FIND, job);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            var reference = new ResultReference(job.acceptedAt(), job.key());
            return Optional.of(
                    new StoredResult(
                            ResultCode.ofWire(rows.getString("result_code")),
                            seal.open(rows.getBytes("body"), reference)));
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, AcceptedJob job)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setString(2, job.key().partnerId().value());
        statement.setString(3, job.key().jobId().value());
        return statement;
    }
}
