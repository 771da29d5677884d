package dev.kycplatform.contracts.callback;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Instant;

/**
 * Where a job's result is owed and with which key it is signed. Rests only sealed, beside the result,
 * bound to the job, so that nobody can redirect it.
 *
 * @param apiKeyId the key the job came with; the newest one signs if it is gone
 */
public record CallbackAddress(
        @JsonProperty("url") String url, @JsonProperty("api_key_id") String apiKeyId) {

    public static Binding binding(JobKey key, Instant acceptedAt) {
        return Binding.ofJob(Purpose.CALLBACK, key, acceptedAt);
    }
}
