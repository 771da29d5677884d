package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.job.SmileJobId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result as a partner reads it: the sync answer, the callback and job_status {@code result}, all
 * but {@code timestamp} and {@code signature}, which are made anew each time it is sent. Stored sealed
 * ({@link StoredBody}) and read in exactly these bytes. Every value that partners get is a string, for the vendor's
 * clients decode strictly; from {@code firstName} to {@code signals} there is something in the results of flows' jobs
 * only.
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
    "FirstName",
    "LastName",
    "EntityName",
    "City",
    "State",
    "PostalCode",
    "Email",
    "Signals",
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
        @JsonProperty("FirstName") @Nullable String firstName,
        @JsonProperty("LastName") @Nullable String lastName,
        @JsonProperty("EntityName") @Nullable String entityName,
        @JsonProperty("City") @Nullable String city,
        @JsonProperty("State") @Nullable String state,
        @JsonProperty("PostalCode") @Nullable String postalCode,
        @JsonProperty("Email") @Nullable String email,
        @JsonProperty("Signals") @Nullable List<Signal> signals,
        @JsonProperty("FullData") @JsonRawValue String fullData,
        @JsonProperty("Source") String source) {

    private static final String JSON_VERSION = "1.0.0";

    /** The vendor's Java client decodes nothing without exactly this text (contract, section 2.5). */
    private static final String RESULT_TYPE = "ID Verification";

    private static final String NOT_AVAILABLE = "Not Available";

    /** FullData where no authority answered. */
    public static final String NO_DATA = "{}";

    /** Told on every 1012, {@link #NOT_AVAILABLE} if need be; the others only when there is something. */
    private static final Set<PersonalField> ALWAYS_TOLD =
            EnumSet.of(
                    PersonalField.FULL_NAME,
                    PersonalField.DOB,
                    PersonalField.GENDER,
                    PersonalField.ADDRESS,
                    PersonalField.PHONE_NUMBER,
                    PersonalField.PHOTO,
                    PersonalField.ISSUANCE_DATE,
                    PersonalField.EXPIRATION_DATE);

    private static final String FINAL = "true";

    private static final String NOT_FINAL = "false";

    /**
     * The job's end.
     *
     * @param told of the person; nothing, unless the code is 1012
     * @param fullData the authority's own answer; {@link #NO_DATA} if there is none
     */
    public static ResultBody of(
            JobRequest request,
            SmileJobId smileJobId,
            Lane lane,
            ResultCode code,
            ResultTexts texts,
            PersonalInfo told,
            String fullData) {
        var info = code == ResultCode.VALID ? complete(told) : told;
        return of(request, smileJobId, lane, code, texts, FINAL, info, fullData);
    }

    /**
     * What is answered to somebody who has waited long enough, while the job is still under way: 1015,
     * the only body that is not final and the only one that is never stored.
     */
    public static ResultBody stillAsking(
            JobRequest request, SmileJobId smileJobId, ResultTexts texts) {
        return of(
                request,
                smileJobId,
                Lane.SYNC,
                ResultCode.AUTHORITY_UNAVAILABLE,
                texts,
                NOT_FINAL,
                PersonalInfo.NOTHING,
                NO_DATA);
    }

    private static ResultBody of(
            JobRequest request,
            SmileJobId smileJobId,
            Lane lane,
            ResultCode code,
            ResultTexts texts,
            String isFinalResult,
            PersonalInfo info,
            String fullData) {
        return new ResultBody(
                JSON_VERSION,
                smileJobId.toString(),
                request.partnerParams(),
                RESULT_TYPE,
                texts.of(code),
                code.wire(),
                isFinalResult,
                code.actions(),
                request.country(),
                request.idType(),
                request.idNumber(),
                info.get(PersonalField.ISSUANCE_DATE),
                info.get(PersonalField.EXPIRATION_DATE),
                info.get(PersonalField.FULL_NAME),
                info.get(PersonalField.DOB),
                info.get(PersonalField.GENDER),
                info.get(PersonalField.ADDRESS),
                info.get(PersonalField.PHONE_NUMBER),
                info.get(PersonalField.PHONE_NUMBER_2),
                info.get(PersonalField.PHOTO),
                info.get(PersonalField.DOCUMENT),
                info.get(PersonalField.SECONDARY_ID_NUMBER),
                info.get(PersonalField.SECONDARY_ID_NUMBER),
                info.get(PersonalField.FIRST_NAME),
                info.get(PersonalField.LAST_NAME),
                info.get(PersonalField.ENTITY_NAME),
                info.get(PersonalField.CITY),
                info.get(PersonalField.STATE),
                info.get(PersonalField.POSTAL_CODE),
                info.get(PersonalField.EMAIL),
                info.signals().isEmpty() ? null : info.signals().stream().sorted().toList(),
                fullData,
                lane.source());
    }

    /** The same with another photo, and another answer of the authority's. */
    ResultBody withPhoto(String photo, String fullData) {
        return new ResultBody(
                jsonVersion,
                smileJobId,
                partnerParams,
                resultType,
                resultText,
                resultCode,
                isFinalResult,
                actions,
                country,
                idType,
                idNumber,
                issuanceDate,
                expirationDate,
                fullName,
                dob,
                gender,
                address,
                phoneNumber,
                phoneNumber2,
                photo,
                document,
                secondaryIdNumber,
                secondaryIdNumberOtherSpelling,
                firstName,
                lastName,
                entityName,
                city,
                state,
                postalCode,
                email,
                signals,
                fullData,
                source);
    }

    private static PersonalInfo complete(PersonalInfo told) {
        var complete = new EnumMap<PersonalField, String>(PersonalField.class);
        ALWAYS_TOLD.forEach(field -> complete.put(field, NOT_AVAILABLE));
        told.told()
                .forEach(
                        (field, value) -> {
                            if (!value.isEmpty()) {
                                complete.put(field, value);
                            }
                        });
        return new PersonalInfo(complete, told.signals());
    }
}
