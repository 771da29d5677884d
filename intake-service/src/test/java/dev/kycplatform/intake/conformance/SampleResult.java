package dev.kycplatform.intake.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultTexts;
import java.util.Map;

/** Results as the worker makes and stores them. */
final class SampleResult {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleResult() {}

    /** One for every sync job that is about nothing in particular. */
    static String ofSyncJob() {
        return of(Lane.SYNC, ResultCode.VALID, "any-job");
    }

    static String of(Lane lane, ResultCode code, String jobId) {
        var params =
                "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"job_type\":5,\"more\":20}"
                        .formatted(jobId);
        var request =
                new JobRequest(
                        "user-1", "NG", "BVN", "00000000000", Map.of(), params, null, "https://x/");
        try {
            return JSON.writeValueAsString(
                    ResultBody.of(
                            request,
                            new SmileJobId(7),
                            lane,
                            code,
                            ResultTexts.DOCUMENTED,
                            PersonalInfo.NOTHING,
                            code == ResultCode.VALID ? "{\"nin\":\"1\"}" : ResultBody.NO_DATA));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
