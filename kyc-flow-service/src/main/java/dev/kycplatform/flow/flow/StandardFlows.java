package dev.kycplatform.flow.flow;

import dev.kycplatform.flow.check.Check;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The flows every app has from its start, approved (decisions, Classic). */
public final class StandardFlows {
    public static final String INDIVIDUAL = "KYC-STANDARD";
    public static final String BUSINESS = "KYB-STANDARD";

    private static final String BY = "platform";

    private StandardFlows() {}

    static List<Flow> of(String appHandle, Instant at) {
        return List.of(
                flow(
                        appHandle,
                        INDIVIDUAL,
                        EnumSet.of(Check.ADDRESS, Check.BIRTHDATE, Check.IDENTITY, Check.NAME),
                        at),
                flow(
                        appHandle,
                        BUSINESS,
                        EnumSet.of(Check.ADDRESS, Check.IDENTITY, Check.NAME),
                        at));
    }

    private static Flow flow(String appHandle, String level, EnumSet<Check> checks, Instant at) {
        return new Flow(
                new FlowId(UUID.randomUUID()),
                0,
                appHandle,
                level,
                Optional.of(level),
                checks,
                List.of(new FlowLookup("identity", List.of())),
                OwnVerdicts.none(),
                new FlowState.Draft().approve(BY, at),
                at);
    }
}
