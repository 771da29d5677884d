package dev.kycplatform.flow.flow.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A flow, as operators see it. */
record FlowResponse(
        @JsonProperty("flow") String flow,
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("name") String name,
        @JsonProperty("kyc_level") @Nullable String kycLevel,
        @JsonProperty("status") String status,
        @JsonProperty("checks") List<String> checks,
        @JsonProperty("lookups") List<Lookup> lookups,
        @JsonProperty("verdicts") Map<String, String> verdicts,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("approved_by") @Nullable String approvedBy,
        @JsonProperty("approved_at") @Nullable Instant approvedAt) {

    record Lookup(
            @JsonProperty("name") String name, @JsonProperty("id_types") List<String> idTypes) {}

    static FlowResponse from(Flow flow) {
        var approved = flow.state() instanceof FlowState.Approved state ? state : null;
        return new FlowResponse(
                flow.id().toString(),
                flow.appHandle(),
                flow.name(),
                flow.kycLevel().orElse(null),
                switch (flow.state()) {
                    case FlowState.Draft() -> "draft";
                    case FlowState.Approved _ -> "approved";
                    case FlowState.Retired _ -> "retired";
                },
                flow.orderedChecks().stream().map(Check::wire).toList(),
                flow.lookups().stream()
                        .map(lookup -> new Lookup(lookup.name(), lookup.idTypes()))
                        .toList(),
                verdicts(flow),
                flow.createdAt(),
                approved == null ? null : approved.by(),
                approved == null ? null : approved.at());
    }

    private static Map<String, String> verdicts(Flow flow) {
        var verdicts = new TreeMap<String, String>();
        flow.verdicts().byFinding().forEach((finding, own) -> verdicts.put(finding, own.wire()));
        return verdicts;
    }
}
