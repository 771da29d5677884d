package dev.kycplatform.intake.job;

import dev.kycplatform.callbackpolicy.CallbackPolicy;
import dev.kycplatform.callbackpolicy.Verdict;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.partners.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request against the decided rules, in the decided order: what is missing (2213), what is of
 * the wrong type or cannot be stored (2204), the job type (2212). A format the ID type does not know is
 * no error of the request but a result, so it is left to the worker.
 */
@ApplicationScoped
public class ReadSubmission {
    /** Further inputs about the person (contract, section 2.2). */
    public static final List<String> INPUTS =
            List.of(
                    "first_name",
                    "middle_name",
                    "last_name",
                    "dob",
                    "phone_number",
                    "gender",
                    "bank_code",
                    "citizenship",
                    "session_id");

    private static final BigDecimal ENHANCED_KYC = BigDecimal.valueOf(5);
    private static final String NO_AUTHORITY = "none";

    private final IdTypes idTypes;
    private final CallbackPolicy callbackPolicy;

    ReadSubmission(IdTypes idTypes, CallbackPolicy callbackPolicy) {
        this.idTypes = idTypes.forPartners();
        this.callbackPolicy = callbackPolicy;
    }

    /** @throws KycException with PARAMETER_MISSING, WRONG_TYPE or INVALID_JOB_TYPE, checked in this order */
    public JobSubmission read(RequestFields fields, Caller caller, Lane lane, String traceParent) {
        requireAll(fields, caller.partner(), lane);
        var request = request(fields, caller.partner(), lane);
        var params = fields.members("partner_params");
        var jobId = storable(RequestFields.text(params, "job_id").orElseThrow(), "job_id");
        requireEnhancedKyc(params.get("job_type"));
        return new JobSubmission(
                new JobKey(caller.partner().id(), new JobId(jobId)),
                lane,
                request,
                caller.key().id(),
                typeOf(fields).map(IdType::authority).orElse(NO_AUTHORITY),
                fields.canonicalContent(),
                traceParent);
    }

    private void requireAll(RequestFields fields, Partner partner, Lane lane) {
        List.of("country", "id_type", "id_number", "partner_params").forEach(fields::require);
        if (fields.values().get("partner_params") instanceof FieldValue.Composite(_, var params)) {
            for (var name : List.of("job_id", "user_id", "job_type")) {
                if (!params.containsKey(name)) {
                    throw new KycException(
                            ErrorCode.PARAMETER_MISSING, "partner_params." + name + " is missing");
                }
            }
        }
        typeOf(fields)
                .map(IdType::requiredInputs)
                .ifPresent(names -> names.forEach(fields::require));
        if (lane == Lane.ASYNC && partner.defaultCallback().isEmpty()) {
            fields.require("callback_url");
        }
    }

    private JobRequest request(RequestFields fields, Partner partner, Lane lane) {
        var country = storable(fields.text("country").orElseThrow(), "country");
        var idType = storable(fields.text("id_type").orElseThrow(), "id_type");
        var idNumber = storable(fields.text("id_number").orElseThrow(), "id_number");
        var params = fields.members("partner_params");
        var userId = storable(RequestFields.text(params, "user_id").orElseThrow(), "user_id");
        return new JobRequest(
                userId,
                country,
                idType,
                idNumber,
                inputs(fields),
                json(fields, "partner_params").orElseThrow(),
                consent(fields).orElse(null),
                callbackUrl(fields, partner, lane));
    }

    private static Map<String, String> inputs(RequestFields fields) {
        var inputs = new LinkedHashMap<String, String>();
        INPUTS.forEach(
                name ->
                        fields.text(name)
                                .ifPresent(value -> inputs.put(name, unicode(value, name))));
        return inputs;
    }

    private static Optional<String> consent(RequestFields fields) {
        fields.members("consent_information");
        return json(fields, "consent_information");
    }

    private static Optional<String> json(RequestFields fields, String name) {
        return fields.values().get(name) instanceof FieldValue.Composite(var json, _)
                ? Optional.of(json)
                : Optional.empty();
    }

    private @Nullable String callbackUrl(RequestFields fields, Partner partner, Lane lane) {
        var given = fields.text("callback_url").map(text -> unicode(text, "callback_url"));
        return switch (lane) {
            // One of the vendor's clients sends one all the same; nothing will be sent there.
            case SYNC -> null;
            case ASYNC ->
                    given.map(this::allowedCallback).or(partner::defaultCallback).orElseThrow();
        };
    }

    /** Where a name leads is judged at each attempt, for it can lead elsewhere tomorrow. */
    private String allowedCallback(String address) {
        return switch (callbackPolicy.judge(address)) {
            case Verdict.Allowed(var url, _) -> url.value();
            case Verdict.Refused(var why) ->
                    throw new KycException(
                            ErrorCode.WRONG_TYPE, "callback_url " + why.explanation());
        };
    }

    private Optional<IdType> typeOf(RequestFields fields) {
        return fields.values().get("country") instanceof FieldValue.Text(var country)
                        && fields.values().get("id_type") instanceof FieldValue.Text(var name)
                ? idTypes.find(country, name)
                : Optional.empty();
    }

    private static String storable(String text, String name) {
        if (!StorableText.isStorable(text)) {
            throw RequestFields.wrongType(name, "1 to 256 bytes of valid text");
        }
        return text;
    }

    /** It is sealed, so neither its length nor a NUL matters; half a character cannot be sealed either. */
    private static String unicode(String text, String name) {
        if (!StorableText.isUnicode(text)) {
            throw RequestFields.wrongType(name, "valid text");
        }
        return text;
    }

    private static void requireEnhancedKyc(@Nullable FieldValue jobType) {
        var isFive =
                switch (jobType) {
                    case FieldValue.Text(var text) -> text.equals("5");
                    // 5.0 is 5.
                    case FieldValue.Numeral(var literal) ->
                            new BigDecimal(literal).compareTo(ENHANCED_KYC) == 0;
                    case null, default ->
                            throw RequestFields.wrongType("job_type", "a string or a number");
                };
        if (!isFive) {
            throw new KycException(ErrorCode.INVALID_JOB_TYPE, "job_type must be 5");
        }
    }
}
