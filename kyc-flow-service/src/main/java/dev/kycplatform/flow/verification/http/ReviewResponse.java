package dev.kycplatform.flow.verification.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.verification.DecideReview;
import dev.kycplatform.flow.verification.Finding;
import dev.kycplatform.flow.verification.History;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.Lookups;
import dev.kycplatform.flow.verification.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A verification as operators see it; the authority's hints are nobody's to read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewResponse(
        @JsonProperty("verification_id") String verificationId,
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("user_handle") String userHandle,
        @JsonProperty("flow") String flow,
        @JsonProperty("kyc_level") @Nullable String kycLevel,
        @JsonProperty("status") String status,
        @JsonProperty("kyc_action") @Nullable String kycAction,
        @JsonProperty("tags") List<String> tags,
        @JsonProperty("reasons") List<String> reasons,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("lookups") @Nullable List<Asked> lookups,
        @JsonProperty("history") @Nullable List<Past> history) {

    /**
     * @param checks what each field check came to
     * @param askAgainAt the authority was unavailable: when it is asked again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            @JsonProperty("name") String name,
            @JsonProperty("attempt") int attempt,
            @JsonProperty("run") int run,
            @JsonProperty("id_type") String idType,
            @JsonProperty("asked_at") Instant askedAt,
            @JsonProperty("result_code") @Nullable String resultCode,
            @JsonProperty("ask_again_at") @Nullable Instant askAgainAt,
            @JsonProperty("checks") Map<String, String> checks) {
        static Asked from(Lookups.Found found) {
            var lookup = found.lookup();
            var checks = new TreeMap<String, String>();
            for (var finding : found.findings()) {
                if (finding instanceof Finding.Compared(var check, var outcome)) {
                    checks.put(check.wire(), outcome.wire());
                }
            }
            return new Asked(
                    lookup.key().name(),
                    lookup.key().attempt(),
                    lookup.run(),
                    lookup.country() + "/" + lookup.idType(),
                    lookup.acceptedAt(),
                    lookup.code().map(ResultCode::wire).orElse(null),
                    lookup.askAgainAt().orElse(null),
                    checks);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Past(
            @JsonProperty("version") long version,
            @JsonProperty("status") String status,
            @JsonProperty("kyc_action") @Nullable String kycAction,
            @JsonProperty("at") Instant at,
            @JsonProperty("cause") String cause,
            @JsonProperty("by") @Nullable String by,
            @JsonProperty("reasons") List<String> reasons) {
        static Past from(History.Past past) {
            return new Past(
                    past.version(),
                    past.state(),
                    past.action().orElse(null),
                    past.at(),
                    past.cause(),
                    past.by().orElse(null),
                    past.reasons());
        }
    }

    static ReviewResponse from(Verification verification) {
        return of(verification, null, null);
    }

    static ReviewResponse from(DecideReview.Dossier dossier) {
        return of(
                dossier.verification(),
                dossier.lookups().stream().map(Asked::from).toList(),
                dossier.history().stream().map(Past::from).toList());
    }

    private static ReviewResponse of(
            Verification verification, @Nullable List<Asked> lookups, @Nullable List<Past> past) {
        return new ReviewResponse(
                verification.id().toString(),
                verification.entity().appHandle(),
                verification.entity().userHandle(),
                verification.flow().toString(),
                verification.kycLevel().orElse(null),
                verification.state().wire(),
                verification.action().map(KycAction::wire).orElse(null),
                verification.tags(),
                verification.reasons(),
                verification.requestedAt(),
                verification.updatedAt(),
                lookups,
                past);
    }
}
