package dev.kycplatform.deadletters.http;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deadletters.FindDeadLetter;
import dev.kycplatform.deadletters.RedriveDeadLetters;
import dev.kycplatform.eventlog.DeadLetterBox;
import dev.kycplatform.eventlog.LetterId;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators' API of this service's dead letters. */
@Path("/admin/dead-letters")
@RolesAllowed("operator")
@RunOnVirtualThread
public class DeadLetterResource {
    /** Unless it is said since when. */
    private static final Duration BACK = Duration.ofDays(7);

    private static final int MOST = 1_000;

    private final DeadLetterBox letters;
    private final FindDeadLetter findDeadLetter;
    private final RedriveDeadLetters redriveDeadLetters;
    private final Clock clock;

    DeadLetterResource(
            DeadLetterBox letters,
            FindDeadLetter findDeadLetter,
            RedriveDeadLetters redriveDeadLetters,
            Clock clock) {
        this.letters = letters;
        this.findDeadLetter = findDeadLetter;
        this.redriveDeadLetters = redriveDeadLetters;
        this.clock = clock;
    }

    @GET
    public DeadLetterResponse.Page list(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("cause") @Nullable String cause,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        var filter =
                filter(
                        Optional.ofNullable(topic),
                        Optional.ofNullable(cause),
                        Optional.ofNullable(since));
        var found = letters.list(filter, Operators.limit(limit, MOST));
        return new DeadLetterResponse.Page(
                found.letters().stream().map(DeadLetterResponse::line).toList(), found.isWhole());
    }

    @GET
    @Path("/{id}")
    public DeadLetterResponse show(@PathParam("id") String id) {
        return DeadLetterResponse.masked(findDeadLetter.get(id(id)));
    }

    /** With its bytes. A POST, for it leaves a trace. */
    @POST
    @Path("/{id}/open")
    public DeadLetterResponse open(
            @PathParam("id") String id, byte[] body, @Context SecurityContext operator) {
        var reason = OperatorBody.ofOptional(body, Set.of("reason")).reason();
        return DeadLetterResponse.open(
                findDeadLetter.open(id(id), Operators.requester(operator, reason)));
    }

    @POST
    @Path("/{id}/redrive")
    public DeadLetterResponse redrive(
            @PathParam("id") String id, byte[] body, @Context SecurityContext operator) {
        var reason = OperatorBody.ofOptional(body, Set.of("reason")).reason();
        return DeadLetterResponse.line(
                redriveDeadLetters.one(id(id), Operators.requester(operator, reason)));
    }

    @POST
    @Path("/redrive")
    public DeadLetterResponse.Redriven redriveAll(byte[] body, @Context SecurityContext operator) {
        var wanted = OperatorBody.ofOptional(body, Set.of("topic", "cause", "since", "reason"));
        var filter = filter(wanted.text("topic"), wanted.text("cause"), wanted.text("since"));
        var redriven =
                redriveDeadLetters.all(filter, Operators.requester(operator, wanted.reason()));
        return new DeadLetterResponse.Redriven(redriven.letters(), redriven.isWhole());
    }

    private DeadLetterBox.Filter filter(
            Optional<String> topic, Optional<String> cause, Optional<String> since) {
        return new DeadLetterBox.Filter(
                topic.map(DeadLetterResource::topic),
                cause.map(DeadLetterResource::cause),
                since.map(text -> Operators.instant(text, "since")).orElseGet(this::aWhileAgo));
    }

    private Instant aWhileAgo() {
        return clock.instant().minus(BACK);
    }

    private static LetterId id(String text) {
        return LetterId.parse(text)
                .orElseThrow(
                        () ->
                                new KycException(
                                        ErrorCode.NOT_FOUND, "no dead letter has such an id"));
    }

    private static Topics topic(String name) {
        return Arrays.stream(Topics.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow(() -> Operators.invalid("topic must be one of the platform's topics"));
    }

    private static ErrorCode cause(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Operators.invalid("cause must be a code, as UNREADABLE_RECORD"));
    }
}
