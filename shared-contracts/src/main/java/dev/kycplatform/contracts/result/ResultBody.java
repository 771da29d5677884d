package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import org.jspecify.annotations.Nullable;

/**
 * The result as a partner reads it: the sync answer, the callback and job_status {@code result}, all
 * but {@code timestamp} and {@code signature}, which are made anew each time it is sent. Stored sealed
 * in exactly these bytes. Every value is a string, for the vendor's clients decode strictly.
 *
 * @param partnerParams the partner's JSON object, byte for byte
 * @param fullData the authority's own answer, a JSON object; {@code {}} if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "JSONVersion",
    "SmileJobID",
    "PartnerParams",
    "ResultType",
    "ResultText",
    "ResultCode",
    "IsFinalResult",
    "Actions",
    "Country",
    "IDType",
    "IDNumber",
    "IssuanceDate",
    "ExpirationDate",
    "FullName",
    "DOB",
    "Gender",
    "Address",
    "PhoneNumber",
    "PhoneNumber2",
    "Photo",
    "Document",
    "SecondaryIDNumber",
    "Secondary_ID_Number",
    "FullData",
    "Source"
})
public record ResultBody(
        @JsonProperty("JSONVersion") String jsonVersion,
        @JsonProperty("SmileJobID") String smileJobId,
        @JsonProperty("PartnerParams") @JsonRawValue String partnerParams,
        @JsonProperty("ResultType") String resultType,
        @JsonProperty("ResultText") String resultText,
        @JsonProperty("ResultCode") String resultCode,
        @JsonProperty("IsFinalResult") String isFinalResult,
        @JsonProperty("Actions") Actions actions,
        @JsonProperty("Country") String country,
        @JsonProperty("IDType") String idType,
        @JsonProperty("IDNumber") String idNumber,
        @JsonProperty("IssuanceDate") @Nullable String issuanceDate,
        @JsonProperty("ExpirationDate") @Nullable String expirationDate,
        @JsonProperty("FullName") @Nullable String fullName,
        @JsonProperty("DOB") @Nullable String dob,
        @JsonProperty("Gender") @Nullable String gender,
        @JsonProperty("Address") @Nullable String address,
        @JsonProperty("PhoneNumber") @Nullable String phoneNumber,
        @JsonProperty("PhoneNumber2") @Nullable String phoneNumber2,
        @JsonProperty("Photo") @Nullable String photo,
        @JsonProperty("Document") @Nullable String document,
        @JsonProperty("SecondaryIDNumber") @Nullable String secondaryIdNumber,
        @JsonProperty("Secondary_ID_Number") @Nullable String secondaryIdNumberOtherSpelling,
        @JsonProperty("FullData") @JsonRawValue String fullData,
        @JsonProperty("Source") String source) {

    private static final String JSON_VERSION = "1.0.0";

    /** The vendor's Java client decodes nothing without exactly this text (contract, section 2.5). */
    private static final String RESULT_TYPE = "ID Verification";

    private static final String NOT_AVAILABLE = "Not Available";

    private static final String NO_DATA = "{}";

    private static final String FINAL = "true";

    private static final String NOT_FINAL = "false";

    /** The authority knows the number: 1012, with what it told. */
    public static ResultBody found(
            JobRequest request,
            SmileJobId smileJobId,
            Lane lane,
            PersonalInfo info,
            String fullData) {
        var complete =
                new PersonalInfo(
                        orNotAvailable(info.fullName()),
                        orNotAvailable(info.dob()),
                        orNotAvailable(info.gender()),
                        orNotAvailable(info.address()),
                        orNotAvailable(info.phoneNumber()),
                        info.phoneNumber2(),
                        orNotAvailable(info.photo()),
                        info.document(),
                        orNotAvailable(info.issuanceDate()),
                        orNotAvailable(info.expirationDate()),
                        info.secondaryIdNumber());
        return of(request, smileJobId, lane, ResultCode.VALID, FINAL, complete, fullData);
    }

    /** Every result but 1012: nothing personal beyond what the partner sent. */
    public static ResultBody without(
            JobRequest request, SmileJobId smileJobId, Lane lane, ResultCode code) {
        if (code == ResultCode.VALID) {
            throw new IllegalArgumentException("1012 comes with what the authority told");
        }
        return of(request, smileJobId, lane, code, FINAL, PersonalInfo.NOTHING, NO_DATA);
    }

    /**
     * What is answered to somebody who has waited long enough, while the job is still under way: 1015,
     * the only body that is not final and the only one that is never stored.
     */
    public static ResultBody stillAsking(JobRequest request, SmileJobId smileJobId) {
        return of(
                request,
                smileJobId,
                Lane.SYNC,
                ResultCode.AUTHORITY_UNAVAILABLE,
                NOT_FINAL,
                PersonalInfo.NOTHING,
                NO_DATA);
    }

    private static ResultBody of(
            JobRequest request,
            SmileJobId smileJobId,
            Lane lane,
            ResultCode code,
            String isFinalResult,
            PersonalInfo info,
            String fullData) {
        return new ResultBody(
                JSON_VERSION,
                smileJobId.toString(),
                request.partnerParams(),
                RESULT_TYPE,
                code.text(),
                code.wire(),
                isFinalResult,
                code.actions(),
                request.country(),
                request.idType(),
                request.idNumber(),
                info.issuanceDate(),
                info.expirationDate(),
                info.fullName(),
                info.dob(),
                info.gender(),
                info.address(),
                info.phoneNumber(),
                info.phoneNumber2(),
                info.photo(),
                info.document(),
                info.secondaryIdNumber(),
                info.secondaryIdNumber(),
                fullData,
                lane.source());
    }

    private static String orNotAvailable(@Nullable String value) {
        return value == null || value.isEmpty() ? NOT_AVAILABLE : value;
    }
}
