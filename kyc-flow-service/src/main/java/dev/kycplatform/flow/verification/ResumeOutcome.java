package dev.kycplatform.flow.verification;

import java.util.List;
import java.util.UUID;

/** Whether a verification was resumed. */
public sealed interface ResumeOutcome {
    record Resumed(Verification verification) implements ResumeOutcome {}

    record UnknownEntity() implements ResumeOutcome {}

    record UnknownVerification() implements ResumeOutcome {}

    record UnknownDocument(UUID documentId) implements ResumeOutcome {}

    /** It does not wait for anything. */
    record NotResumable(String status) implements ResumeOutcome {}

    /** What it asks authorities about is no longer registered. */
    record MissingData(List<String> names) implements ResumeOutcome {}
}
