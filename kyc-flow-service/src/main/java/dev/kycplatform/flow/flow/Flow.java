package dev.kycplatform.flow.flow;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which ID lookups and field checks a verification makes, and what comes of what they find.
 *
 * @param version of the row; 0 before it is stored
 * @param kycLevel what {@code /request_kyc} knows it by; unique per app
 * @param verdicts the flow's own; on all else the verdict table rules
 */
public record Flow(
        FlowId id,
        long version,
        String appHandle,
        String name,
        Optional<String> kycLevel,
        Set<Check> checks,
        List<FlowLookup> lookups,
        OwnVerdicts verdicts,
        FlowState state,
        Instant createdAt) {
    /** Each lookup is a job at an authority. */
    private static final int MOST_LOOKUPS = 4;

    public Flow {
        checks = Set.copyOf(new TreeSet<>(checks));
        lookups = List.copyOf(lookups);
        if (checks.isEmpty()) {
            throw new KycException(ErrorCode.INVALID_REQUEST, "a flow makes at least one check");
        }
        if (lookups.isEmpty() || lookups.size() > MOST_LOOKUPS) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST, "a flow makes 1 to " + MOST_LOOKUPS + " lookups");
        }
        if (lookups.stream().map(FlowLookup::name).distinct().count() != lookups.size()) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST, "two lookups of a flow have the same name");
        }
        verdicts.requireFindable(checks);
    }

    public boolean isApproved() {
        return state instanceof FlowState.Approved;
    }

    public boolean isRetired() {
        return state instanceof FlowState.Retired;
    }

    /** In the order of the wire. */
    public List<Check> orderedChecks() {
        return checks.stream().sorted().toList();
    }

    /** @throws KycException with CONFLICT unless it waits for approval */
    public Flow approve(String who, Instant at) {
        return switch (state) {
            case FlowState.Draft draft -> with(draft.approve(who, at));
            case FlowState.Approved _ -> throw conflict("is approved already");
            case FlowState.Retired _ -> throw conflict("is retired");
        };
    }

    /** @throws KycException with CONFLICT if it is retired already */
    public Flow retire(Instant at) {
        return switch (state) {
            case FlowState.Draft draft -> with(draft.retire(at));
            case FlowState.Approved approved -> with(approved.retire(at));
            case FlowState.Retired _ -> throw conflict("is retired already");
        };
    }

    private KycException conflict(String why) {
        return new KycException(ErrorCode.CONFLICT, "flow " + id + " " + why);
    }

    private Flow with(FlowState next) {
        return new Flow(
                id, version, appHandle, name, kycLevel, checks, lookups, verdicts, next, createdAt);
    }
}
