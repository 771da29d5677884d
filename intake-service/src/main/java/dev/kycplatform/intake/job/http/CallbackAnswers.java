package dev.kycplatform.intake.job.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.intake.job.LoggedCallback;
import dev.kycplatform.intake.job.PartnerCallbacks;
import dev.kycplatform.intake.job.RequestFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What partners read of their callbacks; pages end in a word that says where they ended. */
@ApplicationScoped
class CallbackAnswers {
    private final EventCodec codec;

    CallbackAnswers(EventCodec codec) {
        this.codec = codec;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Found(
            @JsonProperty("success") boolean success,
            @JsonProperty("callbacks") List<CallbackJson> callbacks,
            @JsonProperty("next_after") @Nullable String nextAfter) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Requested(
            @JsonProperty("success") boolean success,
            @JsonProperty("requested") int requested,
            @JsonProperty("next_after") @Nullable String nextAfter) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record CallbackJson(
            @JsonProperty("webhook_id") String webhookId,
            @JsonProperty("job_id") String jobId,
            @JsonProperty("endpoint") String endpoint,
            @JsonProperty("state") String state,
            @JsonProperty("accepted_at") Instant acceptedAt,
            @JsonProperty("attempts") int attempts,
            @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
            @JsonProperty("first_attempted_at") @Nullable Instant firstAttemptedAt,
            @JsonProperty("ended_at") @Nullable Instant endedAt,
            @JsonProperty("last_status") @Nullable Integer lastStatus,
            @JsonProperty("attempt_log") List<AttemptedJson> attemptLog) {
        static CallbackJson of(LoggedCallback callback) {
            return new CallbackJson(
                    callback.key().webhookId().value(),
                    callback.jobId(),
                    callback.key().endpoint(),
                    callback.state(),
                    callback.key().acceptedAt(),
                    callback.attempts(),
                    callback.nextAttemptAt().orElse(null),
                    callback.firstAttemptedAt().orElse(null),
                    callback.endedAt().orElse(null),
                    callback.lastStatus().orElse(null),
                    callback.attemptLog().stream().map(AttemptedJson::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AttemptedJson(
            @JsonProperty("attempt") int attempt,
            @JsonProperty("at") Instant at,
            @JsonProperty("took_ms") long tookMillis,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("failure") @Nullable String failure) {
        static AttemptedJson of(LoggedCallback.Attempted attempt) {
            return new AttemptedJson(
                    attempt.attempt(),
                    attempt.at(),
                    attempt.took().toMillis(),
                    attempt.outcome(),
                    attempt.status().orElse(null),
                    attempt.failure().orElse(null));
        }
    }

    Response found(PartnerCallbacks.Page page) {
        return json(
                new Found(
                        true,
                        page.callbacks().stream().map(CallbackJson::of).toList(),
                        next(page)));
    }

    Response requested(PartnerCallbacks.Page page) {
        return json(new Requested(true, page.callbacks().size(), next(page)));
    }

    /** @throws KycException with WRONG_TYPE unless it is what a page said */
    Optional<LoggedCallback.Key> after(RequestFields fields) {
        return fields.text("after").map(CallbackAnswers::key);
    }

    private static LoggedCallback.Key key(String word) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8)
                            .split("\n", -1);
            if (parts.length == 3 && word.length() <= 1024) {
                return new LoggedCallback.Key(
                        EpochMicros.parse(parts[0]),
                        new WebhookId(storable(parts[1])),
                        storable(parts[2]));
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new KycException(ErrorCode.WRONG_TYPE, "after must be the next_after of a page");
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not of a page");
        }
        return text;
    }

    private static @Nullable String next(PartnerCallbacks.Page page) {
        return page.next().map(CallbackAnswers::word).orElse(null);
    }

    /** None of the parts holds a line break. */
    private static String word(LoggedCallback.Key last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (EpochMicros.of(last.acceptedAt())
                                        + "\n"
                                        + last.webhookId()
                                        + "\n"
                                        + last.endpoint())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private Response json(Object answer) {
        return Response.ok(codec.encode(answer), MediaType.APPLICATION_JSON_TYPE).build();
    }
}
