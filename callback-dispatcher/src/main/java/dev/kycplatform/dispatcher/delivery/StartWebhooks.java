package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.flow.VerificationTrigger;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Makes the deliveries that a verification's transition owes. Safe to repeat: a delivery is made once, whoever
 * makes it.
 */
@Singleton
public class StartWebhooks {
    private final OwedWebhooks webhooks;
    private final AddDelivery adding;
    private final EventCodec codec;
    private final Seal seal;

    StartWebhooks(OwedWebhooks webhooks, AddDelivery adding, EventCodec codec, Keysets keysets) {
        this.webhooks = webhooks;
        this.adding = adding;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.FLOW_WEBHOOK);
    }

    /**
     * Returns when all of them are stored; a transition that owes none, or that never was, makes none.
     *
     * @throws KycException SEAL_BROKEN if one was put there for another; or as an outage does
     */
    public void start(VerificationTrigger transition) {
        webhooks.of(transition).forEach(this::add);
    }

    /**
     * One of them.
     *
     * @return whether it was not there before
     * @throws KycException as {@link #start(VerificationTrigger)}
     */
    public boolean start(OwedWebhook webhook) {
        return webhooks.find(webhook).filter(this::add).isPresent();
    }

    private boolean add(OwedWebhooks.Owed owed) {
        var webhook = owed.webhook();
        var address =
                codec.decode(
                        seal.open(owed.sealedAddress(), webhook.addressBinding()),
                        OwedWebhook.Address.class);
        return adding.add(
                new NewDelivery(
                        new ResultReference(
                                webhook.acceptedAt(),
                                JobKey.of(
                                        PartnerId.ofApp(webhook.appHandle()).value(),
                                        webhook.verificationId())),
                        webhook.webhookId(),
                        Endpoint.registered(address.url(), webhook.endpointId()),
                        owed.size(),
                        owed.traceParent(),
                        Optional.empty()),
                Optional.empty());
    }
}
