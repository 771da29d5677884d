package dev.kycplatform.contracts.job;

/** Our reference number of a job, quoted to support; minted once, by the claim. */
public record SmileJobId(long number) {

    /** Digits, zero-padded to at least ten. */
    @Override
    public String toString() {
        return "%010d".formatted(number);
    }
}
