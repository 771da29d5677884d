package dev.kycplatform.worker.archive.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.archive.ReadResult;
import dev.kycplatform.worker.archive.RepublishResults;
import dev.kycplatform.worker.lookup.ResultArchive;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Stored results: read by the reference that an event carries, and announced again. */
@Path("/admin/results")
@RunOnVirtualThread
public class ResultResource {
    private static final int LARGEST_PAGE = 1_000;

    private final ReadResult readResult;
    private final RepublishResults republishResults;

    ResultResource(ReadResult readResult, RepublishResults republishResults) {
        this.readResult = readResult;
        this.republishResults = republishResults;
    }

    /** Downstream systems have the role {@code reader}; an operator has not, unless he was given it. */
    @GET
    @Path("/{reference}")
    @RolesAllowed("reader")
    public RestResponse<ResultResponse> get(
            @PathParam("reference") String reference,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext reader) {
        var requester = Operators.requester(reader, Optional.ofNullable(reason));
        return RestResponse.ResponseBuilder.ok(
                        ResultResponse.from(readResult.read(parsed(reference), requester)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Announces a page of results again; {@code after} is the {@code next_after} of the page before. */
    @POST
    @Path("/republish")
    @RolesAllowed("operator")
    public RepublishResponse republish(byte[] body, @Context SecurityContext operator) {
        var asked =
                OperatorBody.of(body, Set.of("since", "partner_id", "after", "limit", "reason"));
        var filter =
                new ResultArchive.Filter(
                        since(asked.requiredText("since")),
                        asked.text("partner_id").map(ResultResource::partner));
        var limit = asked.number("limit").map(String::valueOf).orElse("500");
        return RepublishResponse.from(
                republishResults.republish(
                        filter,
                        asked.text("after").map(RepublishResponse::place),
                        Operators.limit(limit, LARGEST_PAGE),
                        Operators.requester(operator, asked.reason())));
    }

    private static Instant since(String text) {
        return Operators.instant(text, "since");
    }

    private static PartnerId partner(String id) {
        return new PartnerId(Operators.storable(id, "partner_id"));
    }

    /** One that nobody can have been given is of nothing. */
    private static ResultReference parsed(String reference) {
        try {
            return ResultReference.parse(reference);
        } catch (IllegalArgumentException _) {
            throw new KycException(ErrorCode.NOT_FOUND, "no such result is kept");
        }
    }
}
