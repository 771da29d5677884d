package dev.kycplatform.flow.verification;

import java.util.List;

/**
 * What the answers of one run come to.
 *
 * @param action what is waited for; decides nothing unless documents are required
 * @param tags the contract's words for what was wrong (section 5)
 * @param reasons the same in sentences
 */
public record Verdict(Kind kind, KycAction action, List<String> tags, List<String> reasons) {
    /** From the best to the worst: the worst wins (decisions, Verdict). */
    public enum Kind {
        PASSED,
        DOCUMENTS_REQUIRED,
        REVIEW,
        FAILED
    }

    public Verdict {
        tags = List.copyOf(tags);
        reasons = List.copyOf(reasons);
    }
}
