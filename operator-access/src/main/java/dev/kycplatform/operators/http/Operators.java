package dev.kycplatform.operators.http;

import dev.kycplatform.contracts.Rfc3339;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.operators.Requester;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads who asks, and what an operator writes in a query. */
public final class Operators {
    private Operators() {}

    /** @param reason as it came; absent: none was given */
    public static Requester requester(SecurityContext operator, Optional<String> reason) {
        return new Requester(
                operator.getUserPrincipal().getName(),
                reason.map(text -> storable(text, "reason")));
    }

    /** @throws KycException with INVALID_REQUEST unless it is 1 to 256 bytes of valid text */
    public static String storable(String text, String name) {
        if (text.isBlank() || !StorableText.isStorable(text)) {
            throw invalid(name + " must be 1 to 256 bytes of valid text");
        }
        return text;
    }

    /** @throws KycException with INVALID_REQUEST unless it is a whole number from 1 to {@code most} */
    public static int limit(String text, int most) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw invalid("limit must be a whole number, 1 to " + most);
    }

    /** @throws KycException with INVALID_REQUEST unless it is a time with its offset (RFC 3339) */
    public static Instant instant(String text, String name) {
        try {
            return Rfc3339.instant(text);
        } catch (DateTimeParseException _) {
            throw invalid(name + " must be a time with its offset, as 2026-01-31T12:00:00Z");
        }
    }

    /** @throws KycException with NOT_FOUND if no job can have such ids */
    public static JobKey jobKey(String partnerId, String jobId) {
        try {
            return JobKey.of(partnerId, jobId);
        } catch (IllegalArgumentException e) {
            throw new KycException(ErrorCode.NOT_FOUND, "no job has such ids", e);
        }
    }

    public static KycException invalid(String detail) {
        return new KycException(ErrorCode.INVALID_REQUEST, detail);
    }
}
