package dev.kycplatform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.error.ErrorCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailuresTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "08000, connection exception",
        "08006, connection failure",
        "28P01, invalid password",
        "40001, serialization failure",
        "40P01, deadlock detected",
        "53300, too many connections",
        "53100, disk full",
        "57P01, terminated by the administrator",
        "57P03, cannot connect now",
        "57014, query canceled",
        "58030, input or output error",
        "XX000, internal error",
        "25006, read-only: a standby",
        "25P03, idle in a transaction too long",
        "25P04, transaction timeout",
        "42P01, a table not migrated yet",
        "42501, a grant not migrated yet",
        "3F000, a schema not there yet",
        "55P03, lock not available",
    })
    void anOutageIsWorthRepeating(String state, String meaning) {
        assertThat(codeOf(state)).as(meaning).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "22001, string too long",
        "22021, not in the character set",
        "23502, not null",
        "23505, unique",
        "23514, check, or no partition for the row",
        "25P02, a statement after a failed one in its transaction",
        "42601, syntax error",
        "42703, no such column",
        "54000, program limit exceeded",
        "0A000, feature not supported",
    })
    void aRefusalIsNot(String state, String meaning) {
        assertThat(codeOf(state)).as(meaning).isEqualTo(ErrorCode.NOT_STORABLE);
    }

    @Test
    void aFailureWithoutAStateComesFromThePoolOrTheSocket() {
        assertThat(SqlFailures.translated(new SQLException("no connection in time")).code())
                .isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
        assertThat(codeOf("")).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    }

    @Test
    void theServersMessageStaysOutOfTheDetail() {
        var failure =
                SqlFailures.translated(
                        new SQLException("Failing row contains (12345678901)", "23514"));

        assertThat(failure.detail()).isEqualTo("state 23514");
    }

    private static ErrorCode codeOf(String state) {
        return SqlFailures.translated(new SQLException("said the server", state)).code();
    }
}
