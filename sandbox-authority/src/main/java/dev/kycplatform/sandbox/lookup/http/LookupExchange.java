package dev.kycplatform.sandbox.lookup.http;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.asked.AskedCounts;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.fault.BodyFaults;
import dev.kycplatform.sandbox.fault.FaultBoard;
import dev.kycplatform.sandbox.fault.Treatment;
import dev.kycplatform.sandbox.lookup.AnswerLookup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Takes one question from its arrival to the answer: counted, delayed, spoiled as the knobs say. */
@ApplicationScoped
public class LookupExchange {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final AskedCounts counts;
    private final FaultBoard faults;
    private final AnswerLookup lookup;
    private final CurrentVertxRequest request;

    LookupExchange(
            AskedCounts counts,
            FaultBoard faults,
            AnswerLookup lookup,
            CurrentVertxRequest request) {
        this.counts = counts;
        this.faults = faults;
        this.lookup = lookup;
        this.request = request;
    }

    /** Blocks for as long as the authority is to take; call it on a virtual thread. */
    public Response answer(IdType type, String idNumber, NativeFormat format) {
        var authority = IdAuthority.fromString(type.authority());
        counts.count(authority, idNumber);
        return switch (faults.treat(authority)) {
            case Treatment.OutOfService() -> failure(format, SERVICE_UNAVAILABLE);
            case Treatment.TooMany(var retryAfter) ->
                    Response.fromResponse(failure(format, TOO_MANY_REQUESTS))
                            .header(HttpHeaders.RETRY_AFTER, wholeSeconds(retryAfter))
                            .build();
            case Treatment.Erring(var delay) -> {
                Delay.of(delay);
                yield failure(format, SERVER_ERROR);
            }
            case Treatment.Answering(var delay, var body) -> {
                Delay.of(delay);
                yield spoiled(format.write(lookup.answer(type, idNumber)), body);
            }
        };
    }

    private Response spoiled(NativeAnswer answer, BodyFaults faults) {
        return SpoiledBody.of(answer, faults, request.getCurrent().request().connection());
    }

    private static Response failure(NativeFormat format, int status) {
        return format.writeFailure(status).response();
    }

    /** Retry-After knows whole seconds only; rounded up, so that whoever obeys is not refused again. */
    private static long wholeSeconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
