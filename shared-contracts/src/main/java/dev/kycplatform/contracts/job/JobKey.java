package dev.kycplatform.contracts.job;

/** What a job is known by: unique over all partners, and the key of its records. */
public record JobKey(PartnerId partnerId, JobId jobId) implements Comparable<JobKey> {

    public static JobKey of(String partnerId, String jobId) {
        return new JobKey(new PartnerId(partnerId), new JobId(jobId));
    }

    /** {@code partner/job}: the record key. Partner ids hold no slash, so it is unambiguous. */
    @Override
    public String toString() {
        return partnerId.value() + "/" + jobId.value();
    }

    @Override
    public int compareTo(JobKey other) {
        int byPartner = partnerId.value().compareTo(other.partnerId.value());
        return byPartner != 0 ? byPartner : jobId.value().compareTo(other.jobId.value());
    }
}
