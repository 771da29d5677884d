package dev.kycplatform.flow.verification.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import dev.kycplatform.flow.verification.AuthorityAnswer;
import dev.kycplatform.flow.verification.StoredResults;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Results through the worker's view. {@code accepted_at} prunes the search to one partition. */
@ApplicationScoped
class ResultView implements StoredResults {
    private static final String OF_JOB =
            " FROM worker.result_v1 WHERE accepted_at = ? AND partner_id = ? AND job_id = ?";

    /** What a result says of a field that was not told. */
    private static final String NOT_AVAILABLE = "Not Available";

    private final ObjectMapper json = JsonMapper.builder().build();
    private final DataSource database;
    private final ResultSeal seal;

    ResultView(DataSource database, Keysets keysets) {
        this.database = database;
        this.seal = new ResultSeal(keysets);
    }

    @Override
    public boolean exists(ResultReference reference) {
        try (var connection = database.getConnection();
                var statement = prepared(connection, "SELECT true" + OF_JOB, reference);
                var rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<AuthorityAnswer> find(ResultReference reference) {
        try (var connection = database.getConnection();
                var statement =
                        prepared(connection, "SELECT result_code, body" + OF_JOB, reference);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            return Optional.of(
                    answer(
                            ResultCode.ofWire(rows.getString("result_code")),
                            seal.open(rows.getBytes("body"), reference)));
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, ResultReference reference) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setObject(1, reference.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setString(2, reference.key().partnerId().value());
        statement.setString(3, reference.key().jobId().value());
        return statement;
    }

    private AuthorityAnswer answer(ResultCode code, byte[] body) {
        var read = read(body);
        var told = new EnumMap<Particular, String>(Particular.class);
        for (var particular : Particular.values()) {
            var value = read.path(particular.answer()).asText("");
            if (!value.equalsIgnoreCase(NOT_AVAILABLE)) {
                told.put(particular, value);
            }
        }
        return new AuthorityAnswer(code, new Particulars(told), signals(read.path("Signals")));
    }

    private static List<Signal> signals(JsonNode told) {
        var signals = new ArrayList<Signal>();
        told.forEach(signal -> Signal.ofDataName(signal.asText("")).ifPresent(signals::add));
        return List.copyOf(signals);
    }

    /** Without the cause, whose message may quote what was sealed. */
    private JsonNode read(byte[] body) {
        try {
            return json.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException _) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "a stored result is no JSON");
        }
    }
}
