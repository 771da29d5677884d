package dev.kycplatform.contracts.job;

/** The partner's own id of a job, unique per partner; any storable text of 1 to 256 bytes. */
public record JobId(String value) {
    /** @throws IllegalArgumentException if the value is empty or not {@link StorableText} */
    public JobId {
        StorableText.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
