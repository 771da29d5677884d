package dev.kycplatform.intake.job.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.intake.job.Attempt;
import dev.kycplatform.intake.job.AuthorityStatus;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.JobReport;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.job.StoredResult;
import dev.kycplatform.intake.job.SyncAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's answers, byte by byte. Stored results are passed on as they are, so that what a partner
 * reads here and what its callback got are the same.
 */
@ApplicationScoped
class VendorAnswers {
    /** Known and unknown, complete and pending jobs alike (contract, section 3.1). */
    private static final String STATUS_CODE = "2302";

    private static final byte[] ACCEPTED = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] LIMIT_RESET =
            "{\"message\":\"Rate limit reset successful\",\"success\":\"true\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final Clock clock;
    private final EventCodec codec;
    private final ResultTexts texts;
    private final AnswerBudget budget;

    VendorAnswers(Clock clock, EventCodec codec, DeploymentConfig deployment, AnswerBudget budget) {
        this.clock = clock;
        this.codec = codec;
        this.texts = deployment.resultTexts();
        this.budget = budget;
    }

    Response accepted() {
        return json(200, ACCEPTED);
    }

    Response limitReset() {
        return json(200, LIMIT_RESET);
    }

    /** The result as it is stored, or that there is none yet; signed at its end. */
    Response verified(SyncAnswer answer, Caller caller) {
        var body =
                switch (answer) {
                    case SyncAnswer.Ended(var result) -> result.body();
                    case SyncAnswer.StillAsking(var job, var request) ->
                            codec.encode(ResultBody.stillAsking(request, job.smileJobId(), texts));
                };
        budget.take(2L * body.length);
        return json(200, signed(body, caller));
    }

    /** Signed always, an unknown job included: some of the vendor's clients check before they look. */
    Response status(RequestFields request, Caller caller, Supplier<JobReport> report) {
        try {
            return json(200, status(request, caller, report.get()));
        } catch (KycException e) {
            if (e.code() != ErrorCode.JOB_UNKNOWN) {
                throw e;
            }
            return json(e.code().httpStatus(), unknown(caller));
        }
    }

    private byte[] status(RequestFields request, Caller caller, JobReport report) {
        var result = report.result();
        // The result, once more in its history, and all of it as the array that is sent.
        result.ifPresent(found -> budget.take(5L * found.body().length));
        var answer = new ByteArrayOutputStream();
        write(answer, "{" + signature(caller));
        write(answer, ",\"job_complete\":" + result.isPresent());
        write(
                answer,
                ",\"job_success\":" + result.map(found -> found.code().isSuccess()).orElse(false));
        write(answer, ",\"code\":\"" + STATUS_CODE + "\",\"result\":");
        answer.writeBytes(result.map(StoredResult::body).orElse(utf8("null")));
        if (request.isTrue("history")) {
            write(answer, ",\"history\":[");
            result.ifPresent(found -> answer.writeBytes(found.body()));
            write(answer, "],\"attempts\":");
            answer.writeBytes(
                    codec.encode(report.attempts().stream().map(AttemptJson::of).toList()));
        }
        if (request.isTrue("image_links")) {
            // This product keeps no images of its own.
            write(answer, ",\"image_links\":{}");
        }
        write(answer, "}");
        return answer.toByteArray();
    }

    /** One of the {@code attempts} that go with a history (decisions, job_status). */
    private record AttemptJson(
            @JsonProperty("attempt") int number,
            @JsonProperty("time") Instant time,
            @JsonProperty("authority") String authority,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("duration_ms") long duration,
            @JsonProperty("next_attempt") @Nullable Instant nextAttempt,
            @JsonProperty("deadline") @Nullable Instant deadline) {
        static AttemptJson of(Attempt attempt) {
            return new AttemptJson(
                    attempt.number(),
                    attempt.at(),
                    attempt.authority(),
                    attempt.outcome(),
                    attempt.took().toMillis(),
                    attempt.nextAt(),
                    attempt.deadline());
        }
    }

    Response authorityStatus(AuthorityStatus status) {
        return json(200, codec.encode(AuthorityStatusJson.of(status)));
    }

    /** Strings throughout, null where nothing is known (decisions, authority status). */
    private record AuthorityStatusJson(
            @JsonProperty("last_checked") @Nullable Instant lastChecked,
            @JsonProperty("last_check_status") String lastCheckStatus,
            @JsonProperty("last_hour_success_rate") @Nullable String lastHourSuccessRate,
            @JsonProperty("last_known_status") String lastKnownStatus,
            @JsonProperty("last_check_success_rate") @Nullable String lastCheckSuccessRate) {
        static AuthorityStatusJson of(AuthorityStatus status) {
            return new AuthorityStatusJson(
                    status.lastChecked().orElse(null),
                    status.lastCheck().wire(),
                    percent(status.lastHourRate()),
                    status.lastKnown().wire(),
                    percent(status.lastCheckRate()));
        }

        private static @Nullable String percent(OptionalInt rate) {
            return rate.isPresent() ? rate.getAsInt() + "%" : null;
        }
    }

    private byte[] unknown(Caller caller) {
        var code = ErrorCode.JOB_UNKNOWN;
        return utf8(
                "{"
                        + signature(caller)
                        + ",\"error\":\""
                        + code.text()
                        + "\",\"code\":\""
                        + code.wire()
                        + "\",\"success\":false}");
    }

    /** The last brace gives way to a comma; every other byte stays. */
    private byte[] signed(byte[] object, Caller caller) {
        var last = object.length - 1;
        if (last < 1 || object[last] != '}') {
            throw new IllegalStateException("a result is a JSON object");
        }
        var ending = utf8("," + signature(caller) + "}");
        var signed = Arrays.copyOf(object, last + ending.length);
        System.arraycopy(ending, 0, signed, last, ending.length);
        return signed;
    }

    /** Nothing in it needs escaping: digits, letters and base64. */
    private String signature(Caller caller) {
        var timestamp = VendorSignature.timestamp(clock.instant());
        var signature =
                VendorSignature.sign(
                        caller.key().value(), timestamp, caller.partner().id().value());
        return "\"timestamp\":\"" + timestamp + "\",\"signature\":\"" + signature + "\"";
    }

    private static Response json(int status, byte[] body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
    }

    private static void write(ByteArrayOutputStream answer, String text) {
        answer.writeBytes(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
