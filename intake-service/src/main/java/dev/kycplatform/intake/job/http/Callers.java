package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.job.AuthenticatePartner;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.limit.Admission;
import dev.kycplatform.intake.limit.PartnerRates;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;

/** Lets a partner in: who it is, and whether it comes too often. Every answer afterwards says how much is left. */
@ApplicationScoped
class Callers {
    private final AuthenticatePartner authentication;
    private final PartnerRates rates;
    private final CurrentVertxRequest request;

    Callers(AuthenticatePartner authentication, PartnerRates rates, CurrentVertxRequest request) {
        this.authentication = authentication;
        this.rates = rates;
        this.request = request;
    }

    /** @throws KycException as {@link AuthenticatePartner#authenticate}; RATE_LIMITED */
    Caller admit(RequestFields fields) {
        var caller = authentication.authenticate(fields);
        var admission = rates.take(caller.partner());
        var context = request.getCurrent();
        context.addHeadersEndHandler(_ -> tell(admission, context.response().headers()));
        if (!admission.isAdmitted()) {
            throw new KycException(ErrorCode.RATE_LIMITED, "over the partner's rate");
        }
        return caller;
    }

    private static void tell(Admission admission, MultiMap headers) {
        headers.set("RateLimit-Limit", Integer.toString(admission.limit()))
                .set("RateLimit-Remaining", Long.toString(admission.remaining()))
                .set("RateLimit-Reset", Long.toString(seconds(admission.untilFull())));
        if (!admission.isAdmitted()) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, seconds(admission.retryAfter()))));
        }
    }

    /** Rounded up, so that whoever obeys is not refused again. */
    private static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
