package dev.kycplatform.worker.lookup.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.worker.lookup.CustomData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a partner's object; what it came with is echoed byte for byte, what is derived follows it. */
@ApplicationScoped
class JsonCustomData implements CustomData {
    private static final String FULL_NAME = "FullName";

    /** The result's names; the second spelling of the secondary number counts, too. */
    private static final Map<String, PersonalField> NAMES =
            Map.ofEntries(
                    Map.entry(FULL_NAME, PersonalField.FULL_NAME),
                    Map.entry("DOB", PersonalField.DOB),
                    Map.entry("Gender", PersonalField.GENDER),
                    Map.entry("Address", PersonalField.ADDRESS),
                    Map.entry("PhoneNumber", PersonalField.PHONE_NUMBER),
                    Map.entry("PhoneNumber2", PersonalField.PHONE_NUMBER_2),
                    Map.entry("Photo", PersonalField.PHOTO),
                    Map.entry("Document", PersonalField.DOCUMENT),
                    Map.entry("IssuanceDate", PersonalField.ISSUANCE_DATE),
                    Map.entry("ExpirationDate", PersonalField.EXPIRATION_DATE),
                    Map.entry("SecondaryIDNumber", PersonalField.SECONDARY_ID_NUMBER),
                    Map.entry("Secondary_ID_Number", PersonalField.SECONDARY_ID_NUMBER));

    private final ObjectMapper json = JsonMapper.builder().build();

    @Override
    public Overlay of(String partnerParams) {
        var params = object(partnerParams);
        var told = new EnumMap<PersonalField, String>(PersonalField.class);
        NAMES.forEach(
                (name, field) -> {
                    var value = params.path(name).asText("");
                    if (params.path(name).isTextual() && !value.isEmpty()) {
                        told.put(field, value);
                    }
                });
        var fullName = told.get(PersonalField.FULL_NAME);
        return new Overlay(
                told,
                fullName == null ? partnerParams : withNames(partnerParams, params, fullName));
    }

    /** The first word, the last one, and all that lies between. */
    private static String withNames(String partnerParams, JsonNode params, String fullName) {
        var words = fullName.strip().split("\\s+");
        var last = words.length - 1;
        var names = new LinkedHashMap<String, String>();
        names.put("FirstName", words[0]);
        names.put("MiddleName", last > 1 ? String.join(" ", middle(words)) : "");
        names.put("LastName", last > 0 ? words[last] : "");
        var text = new StringBuilder(partnerParams).deleteCharAt(partnerParams.lastIndexOf('}'));
        names.forEach(
                (name, value) -> {
                    if (!params.has(name)) {
                        // The object is never empty: job_id stands in it.
                        text.append(",\"")
                                .append(name)
                                .append("\":")
                                .append(TextNode.valueOf(value));
                    }
                });
        return text.append('}').toString();
    }

    private static List<String> middle(String[] words) {
        return List.of(words).subList(1, words.length - 1);
    }

    /** Without the cause, whose message quotes the partner's data. */
    private JsonNode object(String partnerParams) {
        try {
            return json.readTree(partnerParams);
        } catch (JsonProcessingException _) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "partner_params is not JSON");
        }
    }
}
