package dev.kycplatform.intake.job;

/** What came of claiming a job id. */
public sealed interface ClaimOutcome {
    /** The id was free and is now this job's. */
    record Minted(AcceptedJob job) implements ClaimOutcome {}

    /** The id is this very job's already: same content, same lane. */
    record Repeated(AcceptedJob job) implements ClaimOutcome {}

    /** The id belongs to other content, or came by the other endpoint. */
    record Taken() implements ClaimOutcome {}

    /** The abuse limit: the partner asked for this ID number too often. Nothing was claimed. */
    record Blocked() implements ClaimOutcome {}
}
