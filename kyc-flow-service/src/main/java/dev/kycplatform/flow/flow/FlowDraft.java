package dev.kycplatform.flow.flow;

import dev.kycplatform.flow.check.Check;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A flow as somebody wants it. */
public record FlowDraft(
        String appHandle,
        String name,
        Optional<String> kycLevel,
        Set<Check> checks,
        List<FlowLookup> lookups,
        OwnVerdicts verdicts) {}
