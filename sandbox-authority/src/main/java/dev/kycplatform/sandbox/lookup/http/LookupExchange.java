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
import java.util.function.IntFunction;
import java.util.function.Supplier;

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
        return answer(
                IdAuthority.fromString(type.authority()),
                idNumber,
                () -> format.write(lookup.answer(type, idNumber)),
                format::writeFailure);
    }

    /**
     * The same for an authority that is asked more than a number.
     *
     * @param answer of an authority that is well
     * @param failure of one that is not, for the status 429, 500 or 503
     */
    public Response answer(
            IdAuthority authority,
            String idNumber,
            Supplier<NativeAnswer> answer,
            IntFunction<NativeAnswer> failure) {
        counts.count(authority, idNumber);
        return switch (faults.treat(authority)) {
            case Treatment.OutOfService() -> failure.apply(SERVICE_UNAVAILABLE).response();
            case Treatment.TooMany(var retryAfter) ->
                    Response.fromResponse(failure.apply(TOO_MANY_REQUESTS).response())
                            .header(HttpHeaders.RETRY_AFTER, wholeSeconds(retryAfter))
                            .build();
            case Treatment.Erring(var delay) -> {
                Delay.of(delay);
                yield failure.apply(SERVER_ERROR).response();
            }
            case Treatment.Answering(var delay, var body) -> {
                Delay.of(delay);
                yield spoiled(answer.get(), body);
            }
        };
    }

    private Response spoiled(NativeAnswer answer, BodyFaults faults) {
        return SpoiledBody.of(answer, faults, request.getCurrent().request().connection());
    }

    /** Retry-After knows whole seconds only; rounded up, so that whoever obeys is not refused again. */
    private static long wholeSeconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
