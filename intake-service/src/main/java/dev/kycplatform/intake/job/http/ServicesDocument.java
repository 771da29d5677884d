package dev.kycplatform.intake.job.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.job.BankCodes;
import dev.kycplatform.contracts.job.IdType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The registry in the shape that the vendor's clients decode. */
final class ServicesDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ALWAYS_REQUIRED =
            List.of("country", "id_type", "id_number", "user_id", "job_id");

    /** The vendor's other products, which clients decode as required and we do not offer. */
    private static final List<String> NOT_OFFERED =
            List.of(
                    "basic_kyc",
                    "biometric_kyc",
                    "doc_verification",
                    "enhanced_document_verification",
                    "ekyc_smartselfie");

    private ServicesDocument() {}

    static byte[] of(List<IdType> types) {
        var document = JSON.objectNode();
        document.set("id_types", requiredFields(types));
        document.set("bank_codes", bankCodes());
        var hostedWeb = document.putObject("hosted_web");
        NOT_OFFERED.forEach(hostedWeb::putObject);
        hostedWeb.set("enhanced_kyc", details(types));
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode requiredFields(List<IdType> types) {
        var countries = JSON.objectNode();
        types.forEach(
                type ->
                        countries
                                .withObjectProperty(type.country())
                                .set(type.name(), requiredFields(type)));
        return countries;
    }

    private static ArrayNode requiredFields(IdType type) {
        var fields = JSON.arrayNode();
        Stream.concat(ALWAYS_REQUIRED.stream(), type.requiredInputs().stream())
                .forEach(fields::add);
        return fields;
    }

    private static ObjectNode details(List<IdType> types) {
        var countries = JSON.objectNode();
        types.forEach(
                type -> {
                    var country = countries.withObjectProperty(type.country());
                    country.put(
                            "name",
                            Locale.of("", type.country()).getDisplayCountry(Locale.ENGLISH));
                    country.withObjectProperty("id_types").set(type.name(), details(type));
                });
        return countries;
    }

    private static ObjectNode details(IdType type) {
        var details = JSON.objectNode();
        details.set("required_fields", requiredFields(type));
        return details.put("label", type.label())
                .put("test_data", type.sample())
                .put("id_number_regex", type.format().anchored());
    }

    private static ArrayNode bankCodes() {
        var banks = JSON.arrayNode();
        BankCodes.load()
                .forEach(
                        bank ->
                                banks.addObject()
                                        .put("name", bank.name())
                                        .put("code", bank.code()));
        return banks;
    }
}
