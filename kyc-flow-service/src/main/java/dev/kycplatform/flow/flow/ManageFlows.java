package dev.kycplatform.flow.flow;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes and changes flows. Who wants it and why is written down by the caller, in the same transaction. */
@ApplicationScoped
public class ManageFlows {
    private static final int MOST_LISTED = 500;

    private final Flows flows;
    private final IdTypes idTypes;
    private final Clock clock;

    ManageFlows(Flows flows, IdTypes idTypes, Clock clock) {
        this.flows = flows;
        this.idTypes = idTypes;
        this.clock = clock;
    }

    /** @throws KycException with INVALID_REQUEST, NOT_FOUND for the app, ALREADY_EXISTS for the level */
    @Transactional
    public Flow create(FlowDraft draft) {
        draft.lookups().forEach(this::requireKnownTypes);
        var flow =
                new Flow(
                        new FlowId(UUID.randomUUID()),
                        0,
                        draft.appHandle(),
                        draft.name(),
                        draft.kycLevel(),
                        draft.checks(),
                        draft.lookups(),
                        draft.verdicts(),
                        new FlowState.Draft(),
                        now());
        flows.add(flow);
        return flow;
    }

    /** Joins the transaction that makes the app. */
    @Transactional
    public void createStandard(String appHandle) {
        StandardFlows.of(appHandle, now()).forEach(flows::add);
    }

    /** @throws KycException with NOT_FOUND or CONFLICT */
    @Transactional
    public Flow approve(FlowId id, String who) {
        return flows.update(get(id).approve(who, now()));
    }

    /** @throws KycException with NOT_FOUND or CONFLICT */
    @Transactional
    public Flow retire(FlowId id) {
        return flows.update(get(id).retire(now()));
    }

    @Transactional
    public List<Flow> list(Optional<String> appHandle) {
        return flows.ofApp(appHandle, MOST_LISTED);
    }

    /** @throws KycException with NOT_FOUND */
    @Transactional
    public Flow get(FlowId id) {
        return flows.byId(id)
                .orElseThrow(() -> new KycException(ErrorCode.NOT_FOUND, "there is no flow " + id));
    }

    private void requireKnownTypes(FlowLookup lookup) {
        for (var type : lookup.idTypes()) {
            var parts = type.split("/", 2);
            if (parts.length != 2 || idTypes.find(parts[0], parts[1]).isEmpty()) {
                throw new KycException(
                        ErrorCode.INVALID_REQUEST,
                        "id_types: " + type + " is no ID type of the registry, as NG/BVN");
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
