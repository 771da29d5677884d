package dev.kycplatform.contracts.result;

/** Which of the two sets of {@code ResultText} is sent (decisions, results). */
public enum ResultTexts {
    /** As the vendor's page has them. */
    DOCUMENTED,

    /** As the vendor's service was seen to send them. */
    OBSERVED;

    public String of(ResultCode code) {
        return switch (this) {
            case DOCUMENTED -> code.text();
            case OBSERVED -> code.observedText();
        };
    }
}
