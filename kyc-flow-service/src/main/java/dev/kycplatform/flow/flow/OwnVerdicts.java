package dev.kycplatform.flow.flow;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a flow rules otherwise than the verdict table does.
 *
 * @param byFinding the finding as the table names it: {@code name=partial}, {@code 1013}. Not a match, which always
 *     passes, and not a hint of the authority's, which nobody may know of
 */
public record OwnVerdicts(Map<String, Ruling> byFinding) {
    private static final OwnVerdicts NONE = new OwnVerdicts(Map.of());

    private static final Set<String> CODES =
            Stream.of(ResultCode.INVALID, ResultCode.UNSUPPORTED_FORMAT, ResultCode.NOT_ACTIVATED)
                    .map(ResultCode::wire)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OUTCOMES =
            Stream.of(CheckOutcome.values())
                    .filter(outcome -> outcome != CheckOutcome.EXACT)
                    .map(CheckOutcome::wire)
                    .collect(Collectors.toUnmodifiableSet());

    public OwnVerdicts {
        byFinding = Collections.unmodifiableMap(new TreeMap<>(byFinding));
    }

    /** The table rules on everything. */
    public static OwnVerdicts none() {
        return NONE;
    }

    /** @throws KycException with INVALID_REQUEST if one is of nothing that a flow with these checks can find */
    void requireFindable(Set<Check> checks) {
        for (var finding : byFinding.keySet()) {
            if (!CODES.contains(finding) && !isOutcome(finding, checks)) {
                throw new KycException(
                        ErrorCode.INVALID_REQUEST,
                        ("verdicts: \"%s\" is neither one of 1013, 1014, 1016 nor a check of the flow with one of"
                                        + " no_match, not_provided, partial, transposed, as name=partial")
                                .formatted(finding));
            }
        }
    }

    private static boolean isOutcome(String finding, Set<Check> checks) {
        var parts = finding.split("=", 2);
        return parts.length == 2
                && Check.ofWire(parts[0]).filter(checks::contains).isPresent()
                && OUTCOMES.contains(parts[1]);
    }
}
