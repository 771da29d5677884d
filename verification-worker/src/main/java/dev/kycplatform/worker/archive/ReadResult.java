package dev.kycplatform.worker.archive;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import dev.kycplatform.worker.lookup.ResultArchive;
import dev.kycplatform.worker.lookup.StoredResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * Shows a downstream system the result that an event refers to. It is personal, so the audit row commits before
 * anything is shown.
 */
@ApplicationScoped
public class ReadResult {
    /** A body may be megabytes, and is in memory more than once. */
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ResultArchive archive;
    private final AuditLog audit;
    private final ResultSeal seal;

    ReadResult(ResultArchive archive, AuditLog audit, Keysets keysets) {
        this.archive = archive;
        this.audit = audit;
        this.seal = new ResultSeal(keysets);
    }

    /**
     * A result in the clear.
     *
     * @param body the JSON object that the partner gets, without signature and timestamp
     */
    public record Shown(StoredResult result, String body) {
        /** Never prints what was told. */
        @Override
        public String toString() {
            return "Shown[" + result.reference().key() + "]";
        }
    }

    /** @throws KycException with NOT_FOUND if no such result is kept, OVERLOADED if too many are being read */
    public Shown read(ResultReference reference, Requester requester) {
        if (!places.tryAcquire()) {
            throw new KycException(ErrorCode.OVERLOADED, "too many results are being read here");
        }
        try {
            var found = archive.find(reference).orElseThrow(ReadResult::notKept);
            audit.record(requester, "result.read", reference.key().toString());
            return new Shown(
                    found.result(),
                    new String(seal.open(found.sealedBody(), reference), StandardCharsets.UTF_8));
        } finally {
            places.release();
        }
    }

    private static KycException notKept() {
        return new KycException(ErrorCode.NOT_FOUND, "no such result is kept");
    }
}
