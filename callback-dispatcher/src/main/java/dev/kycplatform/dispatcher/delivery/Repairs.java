package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.PartnerId;
import java.util.Collection;

/** Deliveries changed by hand. Both methods throw KycException as an outage does. */
public interface Repairs {
    /**
     * Joins the caller's transaction.
     *
     * @return how many were in a state in which it could be done
     */
    int apply(Repair repair, Collection<DeliveryKey> deliveries);

    /**
     * Sends the requester's deliveries again, or tries them now, once per command; others' do not exist for it.
     * A transaction of its own, which leaves an audit row.
     */
    void carryOut(EventId command, PartnerId requester, Collection<DeliveryKey> deliveries);
}
