package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.http.ErrorAnswers;
import dev.kycplatform.intake.http.RequestGate;
import dev.kycplatform.intake.job.AuthenticatePartner;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.FieldValue;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.job.SubmitJob;
import dev.kycplatform.intake.limit.FairPlaces;
import dev.kycplatform.intake.limit.PartnerRates;
import dev.kycplatform.tracing.Tracing;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Many jobs in one request (decisions, bulk): NDJSON in and out, a row being the body of an async request
 * without partner_id, signature and timestamp, which stand in headers. Our own endpoint, not the vendor's.
 */
@ApplicationScoped
class BulkRoute {
    private static final byte[] NO_CONTENT = {};

    private final RequestGate gate;
    private final AuthenticatePartner authentication;
    private final RequestReader reader;
    private final ReadSubmission submissions;
    private final SubmitJob submitJob;
    private final PartnerRates rates;
    private final ErrorAnswers errors;
    private final Tracing tracing;
    private final IntakeConfig config;
    private final FairPlaces requests;

    BulkRoute(
            RequestGate gate,
            AuthenticatePartner authentication,
            RequestReader reader,
            ReadSubmission submissions,
            SubmitJob submitJob,
            PartnerRates rates,
            ErrorAnswers errors,
            Tracing tracing,
            IntakeConfig config) {
        this.gate = gate;
        this.authentication = authentication;
        this.reader = reader;
        this.submissions = submissions;
        this.submitJob = submitJob;
        this.rates = rates;
        this.errors = errors;
        this.tracing = tracing;
        this.config = config;
        this.requests =
                new FairPlaces(config.bulk().mostRequests(), config.bulk().mostRequestsEach());
    }

    void install(@Observes Router router) {
        router.post(RequestGate.STREAMED).handler(this::accept);
    }

    private void accept(RoutingContext request) {
        try {
            start(request, authentication.authenticate(sender(request)));
        } catch (KycException e) {
            gate.refuse(request, e);
        }
    }

    private void start(RoutingContext request, Caller caller) {
        var partner = caller.partner().id();
        if (!requests.tryTake(partner)) {
            throw new KycException(ErrorCode.OVERLOADED, "too many bulk requests at once");
        }
        try {
            RequestGate.letCome(request);
            new BulkSubmission(
                            request,
                            caller,
                            new BulkSubmission.Rules(
                                    authentication,
                                    reader,
                                    submissions,
                                    submitJob,
                                    rates,
                                    errors,
                                    tracing),
                            config)
                    .start(() -> requests.giveBack(partner));
        } catch (RuntimeException e) {
            requests.giveBack(partner);
            throw e;
        }
    }

    private static RequestFields sender(RoutingContext request) {
        var values = new HashMap<String, FieldValue>();
        put(values, "partner_id", request.request().getHeader("SmileID-Partner-ID"));
        put(values, "signature", request.request().getHeader("SmileID-Request-Signature"));
        put(values, "timestamp", request.request().getHeader("SmileID-Timestamp"));
        return new RequestFields(values, NO_CONTENT);
    }

    private static void put(
            HashMap<String, FieldValue> values, String name, @Nullable String header) {
        if (header != null && !header.isEmpty()) {
            values.put(name, new FieldValue.Text(header));
        }
    }
}
