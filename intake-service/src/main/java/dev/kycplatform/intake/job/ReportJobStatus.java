package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells how far a job is. Another partner's job, and another user's, do not exist. */
@ApplicationScoped
public class ReportJobStatus {
    /** A job may be asked for a thousand times in its seven days. */
    private static final int MOST_ATTEMPTS = 100;

    private final Claims claims;
    private final StoredResults results;
    private final Attempts attempts;

    ReportJobStatus(Claims claims, StoredResults results, Attempts attempts) {
        this.claims = claims;
        this.results = results;
        this.attempts = attempts;
    }

    /**
     * Blocking.
     *
     * @throws KycException with PARAMETER_MISSING, WRONG_TYPE, JOB_UNKNOWN, or worth repeating
     */
    public JobReport report(RequestFields request, Caller caller) {
        request.require("user_id");
        request.require("job_id");
        var userId = id(request, "user_id");
        var key = new JobKey(caller.partner().id(), new JobId(id(request, "job_id")));
        var job =
                claims.find(key, userId)
                        .orElseThrow(() -> new KycException(ErrorCode.JOB_UNKNOWN, "no such job"));
        return new JobReport(
                results.find(job),
                request.isTrue("history") ? attempts.of(job, MOST_ATTEMPTS) : List.of());
    }

    /** One of the vendor's clients passes numbers through. */
    static String id(RequestFields request, String name) {
        var text =
                request.values().get(name) instanceof FieldValue.Numeral(var literal)
                        ? literal
                        : request.text(name).orElseThrow();
        if (!StorableText.isStorable(text)) {
            throw RequestFields.wrongType(name, "1 to 256 bytes of valid text");
        }
        return text;
    }
}
