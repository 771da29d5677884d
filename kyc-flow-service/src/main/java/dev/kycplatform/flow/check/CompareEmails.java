package dev.kycplatform.flow.check;

import java.util.Locale;

/** E-mail addresses: the same whatever the case; partial if one letter or so of the mailbox is another. */
final class CompareEmails {
    private static final double ALIKE = 0.93;

    private CompareEmails() {}

    static CheckOutcome compare(Particulars registered, Particulars told) {
        var one = registered.get(Particular.EMAIL);
        var other = told.get(Particular.EMAIL);
        return one.isEmpty() || other.isEmpty()
                ? CheckOutcome.NOT_PROVIDED
                : compare(one.get().toLowerCase(Locale.ROOT), other.get().toLowerCase(Locale.ROOT));
    }

    private static CheckOutcome compare(String one, String other) {
        if (one.equals(other)) {
            return CheckOutcome.EXACT;
        }
        var at = one.lastIndexOf('@');
        var otherAt = other.lastIndexOf('@');
        var isAlike =
                at > 0
                        && otherAt > 0
                        && one.substring(at).equals(other.substring(otherAt))
                        && Words.similarity(one.substring(0, at), other.substring(0, otherAt))
                                >= ALIKE;
        return isAlike ? CheckOutcome.PARTIAL : CheckOutcome.NO_MATCH;
    }
}
