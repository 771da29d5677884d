package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.worker.lookup.Job;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.StoredResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of results: whatever is personal in them is sealed or hashed. */
@ApplicationScoped
class ResultSealer {
    private final EventCodec codec;
    private final ResultSeal resultSeal;
    private final Seal consentSeal;
    private final Seal callbackSeal;
    private final LookupHash hash;
    private final ResultTexts texts;

    ResultSealer(EventCodec codec, Keysets keysets, DeploymentConfig deployment) {
        this.codec = codec;
        this.resultSeal = new ResultSeal(keysets);
        this.consentSeal = keysets.seal(Purpose.RESULT);
        this.callbackSeal = keysets.seal(Purpose.CALLBACK);
        this.hash = keysets.lookupHash();
        this.texts = deployment.resultTexts();
    }

    ResultRow seal(JobResult result) {
        var job = result.job();
        var request = job.request();
        var partner = job.key().partnerId();
        var body = resultSeal.seal(body(result), job.received().reference(), codec::encode);
        return new ResultRow(
                stored(result, body),
                job.received().event().lane(),
                hash.ofUser(partner, request.userId()),
                hash.ofIdNumber(partner, request.country(), request.idType(), request.idNumber()),
                callback(job),
                consent(job),
                body,
                result.parked().orElse(null));
    }

    private ResultBody body(JobResult result) {
        var event = result.job().received().event();
        return ResultBody.of(
                result.job().request(),
                new SmileJobId(event.smileJobId()),
                event.lane(),
                result.code(),
                texts,
                result.told(),
                result.fullData());
    }

    private byte @Nullable [] consent(Job job) {
        var consent = job.request().consentInformation();
        return consent == null
                ? null
                : consentSeal.seal(
                        consent.getBytes(StandardCharsets.UTF_8),
                        ResultRow.consentBinding(job.received().reference()));
    }

    private static StoredResult stored(JobResult result, byte[] body) {
        var received = result.job().received();
        var request = result.job().request();
        return new StoredResult(
                received.reference(),
                new SmileJobId(received.event().smileJobId()),
                request.country(),
                request.idType(),
                result.authority(),
                result.code(),
                result.askedAt(),
                result.answeredAt(),
                result.attempts(),
                body.length,
                sha256(body),
                Optional.ofNullable(received.traceParent()));
    }

    private byte @Nullable [] callback(Job job) {
        var url = job.request().callbackUrl();
        if (url == null) {
            return null;
        }
        var received = job.received();
        return callbackSeal.seal(
                codec.encode(new CallbackAddress(url, received.event().apiKeyId())),
                CallbackAddress.binding(job.key(), received.acceptedAt()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
