package dev.kycplatform.contracts.job;

/**
 * The business that calls us: digits, leading zeros kept; or {@code app:<handle>}, reserved for the
 * flow service's own jobs, which no partner's id can meet.
 */
public record PartnerId(String value) {
    /** @throws IllegalArgumentException if the value is empty or not {@link StorableText} */
    public PartnerId {
        StorableText.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
