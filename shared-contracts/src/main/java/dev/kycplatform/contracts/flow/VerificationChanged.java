package dev.kycplatform.contracts.flow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.KycEnvironment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification went from one state to another. On {@code kyc.verifications}, keyed app/entity. Also a {@link
 * VerificationTrigger} to the dispatcher; everything else is for downstream systems.
 *
 * @param version of the verification after the transition, from 1; a lower one is older
 * @param contract {@code advanced} or {@code classic}
 * @param status {@code pending}, {@code passed}, {@code failed}, {@code documents_required}, {@code
 *     documents_received} or {@code review}
 * @param kycAction what is waited for: {@code entity_data}, {@code doc_upload} or {@code review}
 * @param cause what brought it about: {@code requested}, {@code answered}, {@code resumed}, {@code
 *     document_uploaded}, {@code time} or {@code decided}
 * @param tags the contract's words for what was wrong; nothing personal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationChanged(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("user_handle") String userHandle,
        @JsonProperty("verification_id") String verificationId,
        @JsonProperty("version") long version,
        @JsonProperty("environment") KycEnvironment environment,
        @JsonProperty("contract") String contract,
        @JsonProperty("flow") String flow,
        @JsonProperty("kyc_level") @Nullable String kycLevel,
        @JsonProperty("status") String status,
        @JsonProperty("kyc_action") @Nullable String kycAction,
        @JsonProperty("cause") String cause,
        @JsonProperty("tags") List<String> tags,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("changed_at") Instant changedAt) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("verification-changed", verificationId, Long.toString(version));
    }
}
