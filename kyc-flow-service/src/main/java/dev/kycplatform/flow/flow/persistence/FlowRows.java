package dev.kycplatform.flow.flow.persistence;

import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.FlowLookup;
import dev.kycplatform.flow.flow.FlowState;
import dev.kycplatform.flow.flow.OwnVerdicts;
import dev.kycplatform.flow.flow.Ruling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Between rows and the domain. */
final class FlowRows {
    /** Between a finding and the verdict on it. */
    private static final String SEPARATOR = ":";

    private FlowRows() {}

    static Flow toDomain(FlowRow row) {
        return new Flow(
                new FlowId(row.flowId),
                row.version,
                row.appHandle,
                row.name,
                Optional.ofNullable(row.kycLevel),
                Stream.of(row.checks).map(FlowRows::check).collect(Collectors.toSet()),
                Stream.of(row.lookups).map(FlowRows::lookup).toList(),
                verdicts(row),
                state(row),
                row.createdAt);
    }

    static FlowRow toRow(Flow flow) {
        var row = new FlowRow();
        row.flowId = flow.id().value();
        row.version = flow.version();
        row.appHandle = flow.appHandle();
        row.name = flow.name();
        row.kycLevel = flow.kycLevel().orElse(null);
        row.checks = flow.orderedChecks().stream().map(Check::wire).toArray(String[]::new);
        row.lookups = flow.lookups().stream().map(FlowRows::text).toArray(String[]::new);
        row.verdicts =
                flow.verdicts().byFinding().entrySet().stream()
                        .map(own -> own.getKey() + SEPARATOR + own.getValue().wire())
                        .toArray(String[]::new);
        row.createdAt = flow.createdAt();
        update(row, flow);
        return row;
    }

    /** Only the state ever changes. */
    static void update(FlowRow row, Flow flow) {
        switch (flow.state()) {
            case FlowState.Draft() -> row.status = "DRAFT";
            case FlowState.Approved(var by, var at) -> {
                row.status = "APPROVED";
                row.approvedBy = by;
                row.approvedAt = at;
            }
            case FlowState.Retired(var at) -> {
                row.status = "RETIRED";
                row.retiredAt = at;
            }
        }
    }

    private static FlowState state(FlowRow row) {
        return switch (row.status) {
            case "DRAFT" -> new FlowState.Draft();
            case "APPROVED" ->
                    new FlowState.Approved(
                            Objects.requireNonNull(row.approvedBy),
                            Objects.requireNonNull(row.approvedAt));
            case "RETIRED" -> new FlowState.Retired(Objects.requireNonNull(row.retiredAt));
            default -> throw new IllegalStateException("a flow is " + row.status);
        };
    }

    private static Check check(String wire) {
        return Check.ofWire(wire)
                .orElseThrow(() -> new IllegalStateException("a flow checks " + wire));
    }

    private static OwnVerdicts verdicts(FlowRow row) {
        return new OwnVerdicts(
                Stream.of(row.verdicts)
                        .map(text -> text.split(SEPARATOR, 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> ruling(parts[1]))));
    }

    private static Ruling ruling(String wire) {
        return Ruling.ofWire(wire)
                .orElseThrow(() -> new IllegalStateException("a flow rules " + wire));
    }

    private static String text(FlowLookup lookup) {
        return lookup.name() + "=" + String.join(",", lookup.idTypes());
    }

    private static FlowLookup lookup(String text) {
        var at = text.indexOf('=');
        var types = text.substring(at + 1);
        return new FlowLookup(
                text.substring(0, at), types.isEmpty() ? List.of() : List.of(types.split(",")));
    }
}
