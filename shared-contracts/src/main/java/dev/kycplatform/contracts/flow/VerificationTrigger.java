package dev.kycplatform.contracts.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The part of a record on {@code kyc.verifications} that says which transition it tells of: by it the webhooks
 * that the transition owes are looked up in {@code flow.webhook_v1} ({@link OwedWebhook}). Every other field is
 * for downstream systems.
 *
 * @param version of the verification after the transition
 * @param changedAt the transition's time: the {@code accepted_at} of its webhooks, to the microsecond
 */
public record VerificationTrigger(
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("verification_id") String verificationId,
        @JsonProperty("version") long version,
        @JsonProperty("changed_at") Instant changedAt) {}
