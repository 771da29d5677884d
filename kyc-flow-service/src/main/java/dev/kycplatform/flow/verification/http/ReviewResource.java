package dev.kycplatform.flow.verification.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.verification.DecideReview;
import dev.kycplatform.flow.verification.Decision;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Operators' API of verifications that wait for one of them. */
@Path("/admin/reviews")
@RolesAllowed({"operator", "compliance"})
@RunOnVirtualThread
public class ReviewResource {
    private static final int MOST_LISTED = 200;

    private final DecideReview reviews;

    ReviewResource(DecideReview reviews) {
        this.reviews = reviews;
    }

    record ReviewsResponse(@JsonProperty("reviews") List<ReviewResponse> reviews) {}

    @GET
    public ReviewsResponse list(@QueryParam("limit") @DefaultValue("50") String limit) {
        return new ReviewsResponse(
                reviews.waiting(Operators.limit(limit, MOST_LISTED)).stream()
                        .map(ReviewResponse::from)
                        .toList());
    }

    /** Any verification, whatever its state: what was asked, what came of it, who decided. */
    @GET
    @Path("/{verification_id}")
    public ReviewResponse get(@PathParam("verification_id") String id) {
        return ReviewResponse.from(reviews.get(id(id)));
    }

    @POST
    @Path("/{verification_id}/decision")
    public ReviewResponse decide(
            @PathParam("verification_id") String id,
            byte[] bytes,
            @Context SecurityContext operator) {
        var body = OperatorBody.of(bytes, Set.of("decision", "reason"));
        var decision =
                Decision.ofWire(body.requiredText("decision"))
                        .orElseThrow(
                                () ->
                                        Operators.invalid(
                                                "decision must be pass, fail or"
                                                        + " ask_for_documents"));
        return ReviewResponse.from(
                reviews.decide(id(id), decision, Operators.requester(operator, body.reason())));
    }

    private static VerificationId id(String text) {
        try {
            return new VerificationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new KycException(
                    ErrorCode.NOT_FOUND, "there is no verification with such an id", e);
        }
    }
}
