package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** What operators do to deliveries by hand; the change and its audit row commit together. */
@ApplicationScoped
public class RepairDeliveries {
    private final DeliveryLog log;
    private final Repairs repairs;
    private final AuditLog audit;

    RepairDeliveries(DeliveryLog log, Repairs repairs, AuditLog audit) {
        this.log = log;
        this.repairs = repairs;
        this.audit = audit;
    }

    /**
     * Some of many.
     *
     * @param changed how many were in a state in which it could be done
     * @param next the last one looked at; empty: there are no more
     */
    public record Step(int changed, Optional<DeliveryKey> next) {}

    /**
     * One webhook, at one endpoint or at all.
     *
     * @return how many deliveries it was
     * @throws KycException with NOT_FOUND, or CONFLICT if none is in a state in which it can be done
     */
    @Transactional
    public int one(Repair repair, WebhookId webhookId, Optional<Endpoint> at, Requester requester) {
        var found =
                log.of(webhookId).stream()
                        .filter(one -> at.isEmpty() || at.get().equals(one.key().endpoint()))
                        .toList();
        if (found.isEmpty()) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no such delivery");
        }
        var changed = repairs.apply(repair, found.stream().map(LoggedDelivery::key).toList());
        if (changed == 0) {
            throw new KycException(
                    ErrorCode.CONFLICT,
                    "it is %s; %s is for %s"
                            .formatted(
                                    found.getFirst().state().wire(),
                                    repair.wire(),
                                    repair.from().stream().map(StateName::wire).sorted().toList()));
        }
        audit.record(
                requester, "delivery." + repair.wire(), found.getFirst().job() + " " + webhookId);
        return changed;
    }

    /** The first so many of those after one; to be called again with what it returns until there are no more. */
    @Transactional
    public Step some(
            Repair repair,
            DeliveryFilter filter,
            Optional<DeliveryKey> after,
            int most,
            Requester requester) {
        var page = log.list(filter, after, most);
        var changed = repairs.apply(repair, page.stream().map(LoggedDelivery::key).toList());
        if (changed > 0) {
            audit.record(
                    requester,
                    "delivery." + repair.wire(),
                    "%d deliveries: partner=%s job=%s state=%s since=%s"
                            .formatted(
                                    changed,
                                    filter.partner().map(Object::toString).orElse("any"),
                                    filter.job().map(Object::toString).orElse("any"),
                                    filter.state().map(StateName::wire).orElse("any"),
                                    filter.since().map(Object::toString).orElse("any")));
        }
        return new Step(
                changed, page.size() < most ? Optional.empty() : Optional.of(page.getLast().key()));
    }
}
