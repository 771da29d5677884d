package dev.kycplatform.flow.flow;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What operators do with flows, each in one transaction with its audit row. */
@ApplicationScoped
public class AuditedFlows {
    private final ManageFlows flows;
    private final AuditLog audit;

    AuditedFlows(ManageFlows flows, AuditLog audit) {
        this.flows = flows;
        this.audit = audit;
    }

    /** @throws KycException with INVALID_REQUEST, NOT_FOUND for the app, ALREADY_EXISTS for the level */
    @Transactional
    public Flow create(FlowDraft draft, Requester requester) {
        return recorded(flows.create(draft), "flow.create", requester);
    }

    /** @throws KycException with NOT_FOUND or CONFLICT */
    @Transactional
    public Flow approve(FlowId id, Requester requester) {
        return recorded(flows.approve(id, requester.operator()), "flow.approve", requester);
    }

    /** @throws KycException with NOT_FOUND or CONFLICT */
    @Transactional
    public Flow retire(FlowId id, Requester requester) {
        return recorded(flows.retire(id), "flow.retire", requester);
    }

    private Flow recorded(Flow flow, String action, Requester requester) {
        audit.record(requester, action, flow.id().toString());
        return flow;
    }
}
