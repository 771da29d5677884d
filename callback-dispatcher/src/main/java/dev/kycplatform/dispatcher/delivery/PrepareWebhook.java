package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.delivery.PrepareCallback.Prepared;
import dev.kycplatform.dispatcher.endpoint.Failure;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes the message of one attempt at a flow's webhook: reads it as it is stored, opens it, signs it. */
@Singleton
class PrepareWebhook {
    private final OwedWebhooks webhooks;
    private final SignCallback signer;
    private final EventCodec codec;
    private final Seal seal;

    PrepareWebhook(OwedWebhooks webhooks, SignCallback signer, EventCodec codec, Keysets keysets) {
        this.webhooks = webhooks;
        this.signer = signer;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.FLOW_WEBHOOK);
    }

    /** Takes a connection for as long as reading takes. */
    Prepared prepare(Delivery delivery, Instant now) {
        var webhook =
                new OwedWebhook(
                        delivery.result().acceptedAt(),
                        delivery.webhookId(),
                        delivery.endpoint().id().orElseThrow(),
                        delivery.job().partnerId().appHandle(),
                        delivery.job().jobId().value());
        return webhooks.content(webhook.acceptedAt(), webhook.webhookId(), webhook.endpointId())
                .map(content -> opened(delivery, webhook, content, now))
                .orElseGet(() -> new Prepared.Unable(Failure.RESULT_EXPIRED));
    }

    private Prepared opened(
            Delivery delivery, OwedWebhook webhook, OwedWebhooks.Content content, Instant now) {
        try {
            var secrets =
                    content.secrets()
                            .map(stored -> secrets(webhook, stored, now))
                            .orElseGet(List::of);
            if (secrets.isEmpty()) {
                return new Prepared.Unable(Failure.SECRET_MISSING);
            }
            var address =
                    codec.decode(
                            seal.open(content.address(), webhook.addressBinding()),
                            OwedWebhook.Address.class);
            var body = seal.open(content.body(), webhook.bodyBinding());
            return new Prepared.Ready(
                    address.url(), signer.signWebhook(delivery, body, secrets, now));
        } catch (KycException e) {
            if (e.code() != ErrorCode.SEAL_BROKEN && e.code() != ErrorCode.SEAL_KEY_UNKNOWN) {
                throw e;
            }
            return new Prepared.Unable(Failure.SEAL_BROKEN);
        }
    }

    /** The live ones, newest first. */
    private List<String> secrets(OwedWebhook webhook, byte[] sealed, Instant now) {
        var binding = OwedWebhook.secretsBinding(webhook.appHandle(), webhook.endpointId());
        var stored = codec.decode(seal.open(sealed, binding), OwedWebhook.Secrets.class);
        return stored.secrets().stream()
                .filter(secret -> secret.notAfter() == null || secret.notAfter().isAfter(now))
                .map(OwedWebhook.Secret::value)
                .toList();
    }
}
