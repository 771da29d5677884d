package dev.kycplatform.worker.archive.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.kycplatform.worker.archive.ReadResult;

/**
 * A stored result. Times are RFC 3339.
 *
 * @param result what the partner gets, without signature and timestamp
 */
public record ResultResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("smile_job_id") String smileJobId,
        @JsonProperty("country") String country,
        @JsonProperty("id_type") String idType,
        @JsonProperty("result_code") String resultCode,
        @JsonProperty("accepted_at") String acceptedAt,
        @JsonProperty("answered_at") String answeredAt,
        @JsonProperty("result") @JsonRawValue String result) {

    static ResultResponse from(ReadResult.Shown shown) {
        var stored = shown.result();
        var reference = stored.reference();
        return new ResultResponse(
                reference.key().partnerId().value(),
                reference.key().jobId().value(),
                stored.smileJobId().toString(),
                stored.country(),
                stored.idType(),
                stored.code().wire(),
                reference.acceptedAt().toString(),
                stored.answeredAt().toString(),
                shown.body());
    }

    /** Never prints what was told. */
    @Override
    public String toString() {
        return "ResultResponse[" + partnerId + "/" + jobId + "]";
    }
}
