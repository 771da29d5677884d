package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;

/**
 * What the answers of a run show together. Of one check by several authorities the worst counts, and that an
 * authority does not say counts only if none does. Pure.
 */
final class RunFindings {
    private static final List<CheckOutcome> FROM_THE_WORST =
            List.of(
                    CheckOutcome.NO_MATCH,
                    CheckOutcome.PARTIAL,
                    CheckOutcome.TRANSPOSED,
                    CheckOutcome.EXACT,
                    CheckOutcome.NOT_PROVIDED);

    private RunFindings() {}

    static List<Finding> of(List<Lookups.Found> run) {
        var together = new ArrayList<Finding>();
        var compared = new EnumMap<Check, CheckOutcome>(Check.class);
        for (var found : run) {
            for (var finding : found.findings()) {
                if (finding instanceof Finding.Compared(var check, var outcome)) {
                    compared.merge(check, outcome, RunFindings::counting);
                } else {
                    together.add(finding);
                }
            }
        }
        compared.forEach((check, outcome) -> together.add(new Finding.Compared(check, outcome)));
        return List.copyOf(together);
    }

    /** The part of the checks that match exactly, to two digits. */
    static double matched(List<Finding> findings, List<Check> checks) {
        var exact =
                findings.stream()
                        .filter(
                                finding ->
                                        finding instanceof Finding.Compared(var _, var outcome)
                                                && outcome == CheckOutcome.EXACT)
                        .count();
        return Math.round(100.0 * exact / checks.size()) / 100.0;
    }

    private static CheckOutcome counting(CheckOutcome one, CheckOutcome other) {
        return Comparator.comparing(FROM_THE_WORST::indexOf).compare(one, other) <= 0 ? one : other;
    }
}
