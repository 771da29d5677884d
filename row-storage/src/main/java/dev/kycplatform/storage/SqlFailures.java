package dev.kycplatform.storage;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.sql.SQLException;

/**
 * Says of a failed statement whether to try again or stop (PostgreSQL error codes, appendix A). A
 * failure without a code comes from the pool or the socket and counts as an outage: what was sent may
 * or may not have happened.
 */
public final class SqlFailures {
    private SqlFailures() {}

    public static KycException translated(SQLException failure) {
        return isOutage(failure)
                ? new KycException(
                        ErrorCode.DATABASE_UNAVAILABLE, "state " + failure.getSQLState(), failure)
                : new KycException(
                        ErrorCode.NOT_STORABLE, "state " + failure.getSQLState(), failure);
    }

    private static boolean isOutage(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return true;
        }
        return switch (state.substring(0, 2)) {
            // Connection, rollback by the server, out of resources, operator's doing, system,
            // internal.
            case "08", "28", "40", "53", "57", "58", "XX" -> true;
            // Not as it must be yet, or held by somebody else.
            case "3F", "55" -> true;
            // Read-only: a standby after a failover; the others: the server ended an idle
            // transaction.
            case "25" -> state.equals("25006") || state.equals("25P03") || state.equals("25P04");
            // A view or table that its owner has not migrated or granted yet.
            case "42" -> state.equals("42P01") || state.equals("42501");
            default -> false;
        };
    }
}
