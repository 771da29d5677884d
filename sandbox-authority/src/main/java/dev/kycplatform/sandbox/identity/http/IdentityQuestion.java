package dev.kycplatform.sandbox.identity.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.kycplatform.sandbox.identity.Subject;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;

/** {@code {"number":{"type","value"},"subject":{…}}}, read by hand: of a test, a typing error must be seen. */
record IdentityQuestion(String type, String number, Subject subject) {
    /** @throws IllegalArgumentException if it is not of this form */
    static IdentityQuestion from(@Nullable JsonNode json) {
        if (json == null || !json.path("subject").isObject()) {
            throw new IllegalArgumentException("number and subject are required");
        }
        var number = json.path("number");
        var type = text(number, "type");
        var value = text(number, "value");
        if (type == null || value == null) {
            throw new IllegalArgumentException("number.type and number.value are required");
        }
        return new IdentityQuestion(type, value, subject(json.path("subject")));
    }

    private static Subject subject(JsonNode json) {
        var born = text(json, "birthdate");
        return new Subject(
                text(json, "first_name"),
                text(json, "last_name"),
                text(json, "entity_name"),
                born == null ? null : date(born),
                address(json.path("address")),
                text(json, "email"),
                text(json, "phone"));
    }

    private static Subject.@Nullable Address address(JsonNode json) {
        return json.isEmpty()
                ? null
                : new Subject.Address(
                        text(json, "line_1"),
                        text(json, "line_2"),
                        text(json, "city"),
                        text(json, "state"),
                        text(json, "postal_code"),
                        text(json, "country"));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("birthdate must be a date such as 1990-08-19", e);
        }
    }

    private static @Nullable String text(JsonNode json, String name) {
        var value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "IdentityQuestion";
    }
}
