package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a job came to (contract, section 8; texts and Actions as decided). A job ends once. */
public enum ResultCode {
    VALID(
            "1012",
            "Valid ID",
            "ID Number Validated",
            Category.APPROVED,
            new Actions("Verified", "Returned")),
    INVALID(
            "1013",
            "Invalid ID",
            "Unable to validate ID - Not Found",
            Category.REJECTED,
            new Actions("Not Verified", "Not Returned")),
    UNSUPPORTED_FORMAT(
            "1014",
            "Unsupported ID number format",
            "Unable to validate ID - Unsupported ID number format",
            Category.NONE,
            new Actions("Not Done", "Not Applicable")),
    AUTHORITY_UNAVAILABLE(
            "1015",
            "Queried Database Unavailable",
            "Unable to validate ID - Queried Database Unavailable",
            Category.NONE,
            new Actions("Issuer Unavailable", "Not Returned")),
    NOT_ACTIVATED(
            "1016",
            "Need to Activate Product",
            "Unable to validate ID - This feature is not enabled for your Smile ID account.",
            Category.NONE,
            new Actions("Not Done", "Not Applicable"));

    private final String wire;
    private final String text;
    private final String observedText;
    private final Category category;
    private final Actions actions;

    ResultCode(String wire, String text, String observedText, Category category, Actions actions) {
        this.wire = wire;
        this.text = text;
        this.observedText = observedText;
        this.category = category;
        this.actions = actions;
    }

    /** The four digits of {@code ResultCode}. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException if no result has this code */
    public static ResultCode ofWire(String wire) {
        for (var code : values()) {
            if (code.wire.equals(wire)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no result has the code " + wire);
    }

    /** {@code ResultText}, as documented. */
    public String text() {
        return text;
    }

    /** {@code ResultText}, as observed; {@link ResultTexts} chooses. */
    public String observedText() {
        return observedText;
    }

    public Category category() {
        return category;
    }

    public Actions actions() {
        return actions;
    }

    /** job_status: {@code job_success}. */
    public boolean isSuccess() {
        return category == Category.APPROVED;
    }
}
