package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.JobRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lookups at rest; what they ask and what they found is sealed. Every method joins the caller's transaction. */
public interface Lookups {
    /** Stores a new try, and its job among the records to be published. */
    void add(Lookup lookup, JobRequest request, Schedule schedule);

    Optional<Lookup> find(LookupKey key);

    /** What was asked. */
    JobRequest request(Lookup lookup);

    /** The result of a try that had none. */
    void record(Lookup answered, List<Finding> findings);

    /** The latest try of each lookup of a run, with what it found. */
    List<Found> ofRun(VerificationId verification, int run);

    /** Every try, in the order in which they were made. */
    List<Found> of(VerificationId verification);

    /** Tries after which another is due. */
    List<LookupKey> toAskAgain(Instant now, int most);

    /** Takes the mark away that another try is due. */
    void askedAgain(LookupKey key);

    /** Tries without a result that are to be looked after, the longest waiting first. */
    List<Lookup> toLookAfter(Instant now, int most);

    /** When to look after it again. */
    void lookedAfter(LookupKey key, Instant next);

    /** It needs no more looking after: nobody waits for its answer. */
    void leave(LookupKey key);

    /** Its job once more, with the same {@code accepted_at}, unless it has had its time; true if it was done. */
    boolean publishAgain(LookupKey key, Instant now, Schedule next);

    /** @param lookAfterAt when to see whether a result was missed */
    record Schedule(Instant lookAfterAt, Instant deadline) {}

    record Found(Lookup lookup, List<Finding> findings) {}
}
