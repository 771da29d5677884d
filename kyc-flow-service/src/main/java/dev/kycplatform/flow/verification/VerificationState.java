package dev.kycplatform.flow.verification;

import java.time.Instant;

/**
 * The life of a verification (contract, section 5). A transition is a method on the state it leaves, so an
 * illegal one does not compile.
 *
 * <pre>
 *            ┌────────────────────── resume ──────────────────────┐
 *            ▼                                                    │
 *         Pending ──▶ DocumentsRequired ───────────────────────────┤
 *            │              │   ▲                                  │
 *            │              │   └── ask for documents ── Review ◀── Pending
 *            │              ▼                             │
 *            │       DocumentsReceived ◀──── upload ──────┘   (Classic only)
 *            ▼              ▼                             ▼
 *         Passed | Failed ◀─┴─────────────────────────────┘   every open state fails when it expires
 * </pre>
 */
public sealed interface VerificationState {

    /** In {@code verification_status} and {@code outcome}. Never renamed. */
    default String wire() {
        return switch (this) {
            case Pending _ -> "pending";
            case DocumentsRequired _ -> "documents_required";
            case DocumentsReceived _ -> "documents_received";
            case Review _ -> "review";
            case Passed _ -> "passed";
            case Failed _ -> "failed";
        };
    }

    /** Neither passed nor failed: it can still come to something, and expires. */
    sealed interface Open extends VerificationState {
        default Failed expire(Instant at, boolean isAnswered) {
            return new Failed(at, isAnswered ? FailureCause.EXPIRED : FailureCause.UNANSWERED);
        }

        default Failed fail(Instant at) {
            return new Failed(at, FailureCause.DENIED);
        }
    }

    /** Something stands in the way that an app or an operator can move. */
    sealed interface Halted extends Open {
        /** By an operator, or in Classic once documents were received. */
        default Passed pass(Instant at) {
            return new Passed(at);
        }

        /** By an operator. */
        default DocumentsRequired askForDocuments() {
            return new DocumentsRequired(KycAction.DOC_UPLOAD);
        }
    }

    /** Authorities are being asked. */
    record Pending() implements Open {
        public Passed pass(Instant at) {
            return new Passed(at);
        }

        public DocumentsRequired ask(KycAction action) {
            return new DocumentsRequired(action);
        }

        public Review review() {
            return new Review();
        }
    }

    /** The app must correct data or upload a document. */
    record DocumentsRequired(KycAction action) implements Halted {
        public Pending resume() {
            return new Pending();
        }

        public DocumentsReceived receive(Instant at) {
            return new DocumentsReceived(at);
        }
    }

    /** Classic: a document was uploaded. */
    record DocumentsReceived(Instant at) implements Halted {}

    /** Somebody must look at it. */
    record Review() implements Halted {
        public DocumentsReceived receive(Instant at) {
            return new DocumentsReceived(at);
        }
    }

    /** Terminal: the entity is who it says. */
    record Passed(Instant at) implements VerificationState {}

    /** Terminal: it is not, or nobody saw to it. */
    record Failed(Instant at, FailureCause cause) implements VerificationState {}
}
