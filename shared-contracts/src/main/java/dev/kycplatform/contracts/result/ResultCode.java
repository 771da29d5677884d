package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a job came to (contract, section 8; texts and Actions as decided). A job ends once. */
public enum ResultCode {
    VALID("1012", "Valid ID", Category.APPROVED, new Actions("Verified", "Returned")),
    INVALID("1013", "Invalid ID", Category.REJECTED, new Actions("Not Verified", "Not Returned")),
    UNSUPPORTED_FORMAT(
            "1014",
            "Unsupported ID number format",
            Category.NONE,
            new Actions("Not Done", "Not Applicable")),
    AUTHORITY_UNAVAILABLE(
            "1015",
            "Queried Database Unavailable",
            Category.NONE,
            new Actions("Issuer Unavailable", "Not Returned")),
    NOT_ACTIVATED(
            "1016",
            "Need to Activate Product",
            Category.NONE,
            new Actions("Not Done", "Not Applicable"));

    private final String wire;
    private final String text;
    private final Category category;
    private final Actions actions;

    ResultCode(String wire, String text, Category category, Actions actions) {
        this.wire = wire;
        this.text = text;
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

    /** {@code ResultText}. */
    public String text() {
        return text;
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
