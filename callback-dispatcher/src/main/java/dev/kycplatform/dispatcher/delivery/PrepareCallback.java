package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.endpoint.Failure;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Makes the message of one attempt: reads the result unless that was just done, opens it, signs it. */
@Singleton
class PrepareCallback {
    private final StoredResults results;
    private final PrepareWebhook webhooks;
    private final PartnerDirectory partners;
    private final SignCallback signer;
    private final EventCodec codec;
    private final Seal callbackSeal;
    private final ResultSeal resultSeal;

    /** What came of it. */
    sealed interface Prepared {
        /** @param address where it goes; personal */
        record Ready(String address, SignedCallback callback) implements Prepared {}

        record Unable(Failure failure) implements Prepared {}
    }

    PrepareCallback(
            StoredResults results,
            PrepareWebhook webhooks,
            PartnerDirectory partners,
            SignCallback signer,
            EventCodec codec,
            Keysets keysets) {
        this.results = results;
        this.webhooks = webhooks;
        this.partners = partners;
        this.signer = signer;
        this.codec = codec;
        this.callbackSeal = keysets.seal(Purpose.CALLBACK);
        this.resultSeal = new ResultSeal(keysets);
    }

    /**
     * Takes a connection for as long as reading takes.
     *
     * @param read the result's content, if it was just read; a flow's webhook is read anew
     */
    Prepared prepare(Delivery delivery, Optional<SealedContent> read, Instant now) {
        if (delivery.job().partnerId().isApp()) {
            return webhooks.prepare(delivery, now);
        }
        var partner = partners.find(delivery.job().partnerId());
        if (partner.isEmpty()) {
            return new Prepared.Unable(Failure.PARTNER_UNKNOWN);
        }
        if (!partner.get().isEnabled()) {
            return new Prepared.Unable(Failure.PARTNER_DISABLED);
        }
        var content =
                read.isPresent() ? read : results.content(delivery.result(), delivery.bodySize());
        return content.map(stored -> opened(delivery, stored, partner.get(), now))
                .orElseGet(() -> new Prepared.Unable(Failure.RESULT_EXPIRED));
    }

    private Prepared opened(Delivery delivery, SealedContent stored, Partner partner, Instant now) {
        try {
            var address = address(delivery, stored.callback());
            var key = partner.signingKey(address.apiKeyId(), now);
            var secrets =
                    partner.liveWebhookSecrets(now).stream().map(Partner.Secret::value).toList();
            if (key.isEmpty() || secrets.isEmpty()) {
                return new Prepared.Unable(Failure.SECRET_MISSING);
            }
            var body = resultSeal.open(stored.body(), delivery.result());
            return new Prepared.Ready(
                    address.url(), signer.sign(delivery, body, key.get().value(), secrets, now));
        } catch (KycException e) {
            if (e.code() != ErrorCode.SEAL_BROKEN && e.code() != ErrorCode.SEAL_KEY_UNKNOWN) {
                throw e;
            }
            return new Prepared.Unable(Failure.SEAL_BROKEN);
        }
    }

    /** @throws KycException with SEAL_BROKEN, if it was put there for another job */
    private CallbackAddress address(Delivery delivery, byte[] sealed) {
        var clear =
                callbackSeal.open(
                        sealed,
                        CallbackAddress.binding(delivery.job(), delivery.result().acceptedAt()));
        return codec.decode(clear, CallbackAddress.class);
    }
}
