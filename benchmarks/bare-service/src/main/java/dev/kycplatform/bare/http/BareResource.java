package dev.kycplatform.bare.http;

import dev.kycplatform.bare.messaging.BareAnswers;
import dev.kycplatform.bare.messaging.BareJourneys;
import dev.kycplatform.bare.messaging.BareRecords;
import dev.kycplatform.bare.persistence.BareClaims;
import dev.kycplatform.contracts.Topics;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Answers as intake does, from a CompletionStage, once what cannot be left out is done. */
@Path("/")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class BareResource {
    private static final String ACCEPTED = "{\"success\":true}";

    private final BareRecords records;
    private final BareClaims claims;
    private final BareAnswers answers;
    private final AtomicLong numbers = new AtomicLong();

    BareResource(BareRecords records, BareClaims claims, BareAnswers answers) {
        this.records = records;
        this.claims = claims;
        this.answers = answers;
    }

    /** A record that the broker has acknowledged. */
    @POST
    @Path("/publish")
    @NonBlocking
    public CompletionStage<String> publish(byte[] body) {
        return records.publish(Topics.JOBS, key()).thenApply(_ -> ACCEPTED);
    }

    /** The same after a row that is unique. */
    @POST
    @Path("/claim-and-publish")
    @NonBlocking
    public CompletionStage<String> claimAndPublish(byte[] body) {
        var key = key();
        return claims.claim(key)
                .thenCompose(_ -> records.publish(Topics.JOBS, key))
                .thenApply(_ -> ACCEPTED);
    }

    /** A record that takes its job to an authority and to a partner. */
    @POST
    @Path("/journey")
    @NonBlocking
    public CompletionStage<String> journey(
            @HeaderParam("Id-Number") String idNumber,
            @HeaderParam("Callback-Url") String callbackUrl,
            byte[] body) {
        return records.publish(Topics.JOBS, BareJourneys.key(idNumber, callbackUrl))
                .thenApply(_ -> ACCEPTED);
    }

    /** An answer with what an authority knows. */
    @POST
    @Path("/answer")
    @NonBlocking
    public CompletionStage<String> answer(@HeaderParam("Id-Number") String idNumber, byte[] body) {
        return answers.answerTo(idNumber).thenApply(_ -> ACCEPTED);
    }

    private String key() {
        return "bare-job-" + numbers.getAndIncrement();
    }
}
