package dev.kycplatform.storage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;

/**
 * How large groups grow and how much waits for one. The label is a group's name, one of a few of ours. In the global
 * registry, which a service's own is part of: groups are made by many hands, none of which has another use for a registry.
 */
final class GroupMetrics {
    private final DistributionSummary rows;

    GroupMetrics(GroupExecutor<?, ?> group, String name) {
        this.rows =
                DistributionSummary.builder("kyc.group.rows")
                        .description("Rows that shared one statement")
                        .tag("group", name)
                        .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
                        .register(Metrics.globalRegistry);
        Gauge.builder("kyc.group.waiting", group, GroupExecutor::backlog)
                .description("Rows that wait for a statement")
                .tag("group", name)
                .register(Metrics.globalRegistry);
    }

    void executed(int size) {
        rows.record(size);
    }
}
