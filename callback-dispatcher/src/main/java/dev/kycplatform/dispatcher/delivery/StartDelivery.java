package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Makes the delivery that a stored result owes. Safe to repeat: a delivery is made once, whoever makes it.
 */
@Singleton
public class StartDelivery {
    private final StoredResults results;
    private final AddDelivery adding;
    private final EventCodec codec;
    private final Seal seal;

    StartDelivery(StoredResults results, AddDelivery adding, EventCodec codec, Keysets keysets) {
        this.results = results;
        this.adding = adding;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.CALLBACK);
    }

    /**
     * Returns when the delivery is stored, or none is owed.
     *
     * @return whether it was not there before
     * @throws KycException RESULT_UNKNOWN or SEAL_BROKEN if the reference is made up; or as an outage does
     */
    public boolean start(ResultReference reference) {
        var result =
                results.find(reference)
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.RESULT_UNKNOWN,
                                                "no result is stored under this reference"));
        return result.sealedCallback()
                .filter(
                        owed ->
                                adding.add(
                                        owed(result, endpoint(reference, owed)), result.content()))
                .isPresent();
    }

    private Endpoint endpoint(ResultReference reference, byte[] owed) {
        var binding = CallbackAddress.binding(reference.key(), reference.acceptedAt());
        return Endpoint.of(codec.decode(seal.open(owed, binding), CallbackAddress.class).url());
    }

    private NewDelivery owed(StoredResult result, Endpoint endpoint) {
        return new NewDelivery(
                result.reference(),
                WebhookId.ofJob(result.reference().key()),
                endpoint,
                result.size(),
                result.traceParent(),
                Optional.empty());
    }
}
