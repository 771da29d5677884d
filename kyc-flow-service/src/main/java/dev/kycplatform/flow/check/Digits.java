package dev.kycplatform.flow.check;

/** How two rows of digits of the same length differ. */
final class Digits {
    private Digits() {}

    static CheckOutcome compare(String one, String other) {
        if (one.equals(other)) {
            return CheckOutcome.EXACT;
        }
        if (one.length() != other.length()) {
            return CheckOutcome.NO_MATCH;
        }
        int first = -1;
        int differing = 0;
        int last = -1;
        for (int at = 0; at < one.length(); at++) {
            if (one.charAt(at) != other.charAt(at)) {
                first = first < 0 ? at : first;
                last = at;
                differing++;
            }
        }
        if (differing == 1) {
            return CheckOutcome.PARTIAL;
        }
        var isSwapped =
                differing == 2
                        && last == first + 1
                        && one.charAt(first) == other.charAt(last)
                        && one.charAt(last) == other.charAt(first);
        return isSwapped ? CheckOutcome.TRANSPOSED : CheckOutcome.NO_MATCH;
    }
}
