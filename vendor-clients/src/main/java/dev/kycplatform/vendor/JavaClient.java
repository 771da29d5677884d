package dev.kycplatform.vendor;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers with the JSON library of the vendor's Java client and at least as strictly: whatever makes
 * that client fail fails here (contract, section 2.5). Stricter in one thing: what is documented as a text
 * may not be a number.
 */
public final class JavaClient {
    private static final String RESULT_TYPE = "ID Verification";

    private static final List<String> PRODUCTS =
            List.of(
                    "basic_kyc",
                    "biometric_kyc",
                    "enhanced_kyc",
                    "doc_verification",
                    "enhanced_document_verification",
                    "ekyc_smartselfie");

    private static final Moshi MOSHI = new Moshi.Builder().add(String.class, new Text()).build();
    private static final JsonAdapter<Object> ANYTHING = MOSHI.adapter(Object.class);

    private JavaClient() {}

    /** A result: the answer of a sync job, a callback, {@code result} and each entry of {@code history}. */
    public record Result(
            String resultType,
            String resultCode,
            Map<String, Object> fullData,
            Map<String, String> actions,
            Map<String, Object> partnerParams,
            Map<String, Object> everything) {}

    /** An answer of job_status. */
    public record Status(
            String code,
            boolean isComplete,
            boolean isSuccess,
            @Nullable Result result,
            List<Result> history,
            Map<String, String> imageLinks) {}

    /** A refusal. */
    public record Refusal(String error, String code) {}

    /** @throws JsonDataException as the client would */
    public static Result result(String json) {
        return result(object(read(json), "the answer"));
    }

    /** @throws JsonDataException as the client would */
    public static Status status(String json) {
        var answer = object(read(json), "the answer");
        time(answer.get("timestamp"));
        text(answer, "signature");
        var result = answer.get("result");
        var history = new ArrayList<Result>();
        if (answer.get("history") instanceof List<?> entries) {
            entries.forEach(entry -> history.add(result(object(entry, "history"))));
        } else if (answer.get("history") != null) {
            throw new JsonDataException("history is no array");
        }
        return new Status(
                text(answer, "code"),
                truth(answer, "job_complete"),
                truth(answer, "job_success"),
                // A text is allowed in its place.
                result == null || result instanceof String
                        ? null
                        : result(object(result, "result")),
                history,
                texts(answer.get("image_links"), "image_links"));
    }

    /** Every answer that is not 2xx. @throws JsonDataException as the client would */
    public static Refusal refusal(String json) {
        var answer = object(read(json), "the answer");
        return new Refusal(text(answer, "error"), text(answer, "code"));
    }

    /** The answer to an async job. @throws JsonDataException as a client would */
    public static boolean accepted(String json) {
        return truth(object(read(json), "the answer"), "success");
    }

    /**
     * The fields that each ID type needs, by country and type, from the list of services. Read as Android's
     * client does, which is of the same library and decodes all of it.
     *
     * @throws JsonDataException as that client would
     */
    public static Map<String, Map<String, List<String>>> services(String json) {
        var answer = object(read(json), "the answer");
        requireBankCodes(answer.get("bank_codes"));
        requireProducts(object(answer.get("hosted_web"), "hosted_web"));
        var byCountry = new LinkedHashMap<String, Map<String, List<String>>>();
        object(answer.get("id_types"), "id_types")
                .forEach(
                        (country, types) -> {
                            var byType = new LinkedHashMap<String, List<String>>();
                            object(types, country)
                                    .forEach(
                                            (type, fields) -> byType.put(type, list(fields, type)));
                            byCountry.put(country, byType);
                        });
        return byCountry;
    }

    private static void requireBankCodes(@Nullable Object value) {
        if (!(value instanceof List<?> banks)) {
            throw new JsonDataException("bank_codes is no array");
        }
        for (var bank : banks) {
            var texts = texts(bank, "bank_codes");
            if (!texts.keySet().containsAll(List.of("name", "code"))) {
                throw new JsonDataException("a bank without a name or a code");
            }
        }
    }

    private static void requireProducts(Map<String, Object> products) {
        PRODUCTS.forEach(product -> object(products.get(product), product));
        object(products.get("enhanced_kyc"), "enhanced_kyc")
                .forEach(
                        (code, value) -> {
                            var country = object(value, code);
                            text(country, "name");
                            object(country.get("id_types"), "id_types")
                                    .forEach((type, details) -> requireIdType(type, details));
                        });
    }

    private static void requireIdType(String name, @Nullable Object value) {
        var details = object(value, name);
        list(details.get("required_fields"), "required_fields");
        List.of("label", "test_data", "id_number_regex").forEach(key -> text(details, key));
    }

    private static List<String> list(@Nullable Object value, String name) {
        var texts = new ArrayList<String>();
        if (value instanceof List<?> values) {
            for (var one : values) {
                if (!(one instanceof String text)) {
                    throw new JsonDataException(name + " has what is no text");
                }
                texts.add(text);
            }
            return texts;
        }
        throw new JsonDataException(name + " is no array");
    }

    private static Result result(Map<String, Object> answer) {
        var type = answer.get("ResultType");
        if (type == null) {
            throw new JsonDataException("Missing label for ResultType");
        }
        if (!type.equals(RESULT_TYPE)) {
            throw new JsonDataException("decoded without its personal fields: " + type);
        }
        time(answer.get("timestamp"));
        text(answer, "IsFinalResult");
        answer.forEach(JavaClient::requireDocumentedType);
        return new Result(
                RESULT_TYPE,
                text(answer, "ResultCode"),
                object(answer.get("FullData"), "FullData"),
                texts(answer.get("Actions"), "Actions"),
                partnerParams(answer.get("PartnerParams")),
                answer);
    }

    /** All but these are texts (contract, section 2.4). */
    private static void requireDocumentedType(String name, @Nullable Object value) {
        var isRight =
                switch (name) {
                    case "PartnerParams", "FullData", "Actions", "Antifraud" ->
                            value instanceof Map<?, ?>;
                    case "IDNumberPreviouslyRegistered", "success" -> value instanceof Boolean;
                    case "UserIDsOfPreviousRegistrants" -> value instanceof List<?>;
                    default -> value instanceof String;
                };
        if (!isRight) {
            throw new JsonDataException(name + " is of another type than documented");
        }
    }

    private static Map<String, Object> partnerParams(@Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        var params = object(value, "PartnerParams");
        var jobType = params.get("job_type");
        // A number is read as one and then as an integer; a text directly.
        if (jobType instanceof Double number && number == Math.rint(number)) {
            return params;
        }
        if (!(jobType instanceof String text) || !text.matches("-?[0-9]{1,9}")) {
            throw new NumberFormatException("job_type: " + jobType);
        }
        return params;
    }

    /** ISO 8601 with an offset, or epoch milliseconds as number or text; absent will do. */
    private static void time(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Double _ -> {}
            case String text when text.matches("[0-9]{1,18}") -> {}
            case String text -> {
                try {
                    var unused = OffsetDateTime.parse(text);
                } catch (DateTimeException e) {
                    throw new JsonDataException("timestamp: " + text, e);
                }
            }
            default -> throw new JsonDataException("timestamp: " + value);
        }
    }

    private static String text(Map<String, Object> answer, String name) {
        if (answer.get(name) instanceof String text) {
            return text;
        }
        throw new JsonDataException(name + " is no text");
    }

    private static boolean truth(Map<String, Object> answer, String name) {
        if (answer.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw new JsonDataException(name + " is no boolean");
    }

    private static Map<String, String> texts(@Nullable Object value, String name) {
        var texts = new LinkedHashMap<String, String>();
        if (value != null) {
            var object = object(value, name);
            object.keySet().forEach(key -> texts.put(key, text(object, key)));
        }
        return texts;
    }

    private static Map<String, Object> object(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            var object = new LinkedHashMap<String, Object>();
            map.forEach((key, member) -> object.put((String) key, member));
            return object;
        }
        throw new JsonDataException(name + " is no object");
    }

    private static Object read(String json) {
        var reader = JsonReader.of(new Buffer().writeUtf8(json));
        try {
            var value = ANYTHING.fromJson(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new JsonDataException("something follows the JSON document");
            }
            return Objects.requireNonNull(value, "the answer is null");
        } catch (IOException e) {
            // The client calls it an encoding error, and no refusal can be read from it.
            throw new JsonDataException("the answer is no JSON", e);
        }
    }

    /** The library itself would take a number for a text. */
    private static final class Text extends JsonAdapter<String> {
        @Override
        public @Nullable String fromJson(JsonReader reader) throws IOException {
            if (reader.peek() != JsonReader.Token.STRING) {
                throw new JsonDataException("no text at " + reader.getPath());
            }
            return reader.nextString();
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable String value) throws IOException {
            writer.value(value);
        }
    }
}
