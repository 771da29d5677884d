package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What operators say of an endpoint; the change and its audit row commit together. */
@ApplicationScoped
public class ChangeEndpoint {
    private final Lanes lanes;
    private final AuditLog audit;

    ChangeEndpoint(Lanes lanes, AuditLog audit) {
        this.lanes = lanes;
        this.audit = audit;
    }

    /**
     * What is wanted; what is empty stays.
     *
     * @param isEnabled true begins anew with it and lets go what is held; false holds what it is owed
     * @param pace how fast attempts may begin there
     */
    public record Wanted(Optional<Boolean> isEnabled, Optional<Pace> pace) {
        LaneState of(LaneState state, Instant now) {
            var switched =
                    isEnabled
                            .map(on -> on ? state.enabled(now) : state.disabledByHand(now))
                            .orElse(state);
            return pace.map(wanted -> switched.paced(wanted, now)).orElse(switched);
        }

        private String action() {
            return isEnabled
                    .map(on -> on ? "endpoint.enable" : "endpoint.disable")
                    .orElse("endpoint.pace");
        }
    }

    /**
     * The state after it.
     *
     * @throws KycException with NOT_FOUND if nothing was ever owed there
     */
    @Transactional
    public LaneState change(Lane lane, Wanted wanted, Requester requester) {
        var changed =
                lanes.change(lane, wanted::of)
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.NOT_FOUND,
                                                "nothing was ever owed to this partner there"));
        audit.record(requester, wanted.action(), lane.partnerId() + " " + lane.endpoint());
        return changed;
    }
}
