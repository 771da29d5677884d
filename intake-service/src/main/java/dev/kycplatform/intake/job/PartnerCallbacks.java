package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.Rfc3339;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.JobId;
import dev.kycplatform.contracts.job.JobKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A partner's own callbacks: looked for and, if it wants, sent again. Another partner's do not exist. */
@ApplicationScoped
public class PartnerCallbacks {
    private static final int MOST = ReplayDelivery.MOST_DELIVERIES;
    private static final int USUAL = 50;

    private final CallbackLog log;
    private final ReplayCommands commands;

    PartnerCallbacks(CallbackLog log, ReplayCommands commands) {
        this.log = log;
        this.commands = commands;
    }

    /**
     * Some callbacks.
     *
     * @param next the last one; empty: there are no more
     */
    public record Page(List<LoggedCallback> callbacks, Optional<LoggedCallback.Key> next) {}

    /**
     * Blocking.
     *
     * @param after the last one of the page before
     * @throws KycException with WRONG_TYPE, or worth repeating
     */
    public Page search(RequestFields request, Caller caller, Optional<LoggedCallback.Key> after) {
        var most = limit(request);
        var found = log.list(filter(request, caller), after, most);
        return new Page(
                found, found.size() < most ? Optional.empty() : Optional.of(found.getLast().key()));
    }

    /**
     * Has those sent again that the dispatcher still has and that are not being tried this moment: what is over
     * with a new schedule, what is pending at once. Blocking.
     *
     * @return those it was asked for
     * @throws KycException with PARAMETER_MISSING, WRONG_TYPE, NOT_FOUND if one is named that is not there, or
     *     worth repeating
     */
    public Page replay(RequestFields request, Caller caller, Optional<LoggedCallback.Key> after) {
        var namesOne = request.has("webhook_id") || request.has("job_id");
        if (!namesOne && !request.has("state")) {
            throw new KycException(
                    ErrorCode.PARAMETER_MISSING, "webhook_id, job_id or state is missing");
        }
        var page = search(request, caller, after);
        if (page.callbacks().isEmpty()) {
            if (namesOne) {
                throw new KycException(ErrorCode.NOT_FOUND, "no such callback");
            }
            return page;
        }
        var keys = page.callbacks().stream().map(LoggedCallback::key).toList();
        commands.publish(caller.partner().id(), commandId(request, keys), keys);
        return page;
    }

    /** A request that is sent once more, because its answer was lost, is the same command. */
    private static String commandId(RequestFields request, List<LoggedCallback.Key> keys) {
        return EventId.digest(
                "replay-request",
                Stream.concat(
                                Stream.of(
                                        request.text("timestamp").orElse(""),
                                        request.text("signature").orElse("")),
                                keys.stream()
                                        .flatMap(
                                                key ->
                                                        Stream.of(
                                                                key.webhookId().value(),
                                                                key.endpoint())))
                        .toArray(String[]::new));
    }

    private static CallbackFilter filter(RequestFields request, Caller caller) {
        var partner = caller.partner().id();
        var ofJob =
                request.has("job_id")
                        ? Optional.of(
                                WebhookId.ofJob(
                                        new JobKey(
                                                partner,
                                                new JobId(ReportJobStatus.id(request, "job_id")))))
                        : Optional.<WebhookId>empty();
        var named =
                request.has("webhook_id")
                        ? Optional.of(new WebhookId(request.storableText("webhook_id")))
                        : ofJob;
        if (ofJob.isPresent() && !ofJob.equals(named)) {
            throw RequestFields.wrongType("webhook_id", "that of the job, or absent");
        }
        return new CallbackFilter(partner, named, state(request), since(request));
    }

    private static Optional<String> state(RequestFields request) {
        var state = request.text("state");
        if (state.filter(word -> !CallbackFilter.STATES.contains(word)).isPresent()) {
            throw RequestFields.wrongType(
                    "state", "one of " + new TreeSet<>(CallbackFilter.STATES));
        }
        return state;
    }

    private static Optional<Instant> since(RequestFields request) {
        try {
            return request.text("since").map(Rfc3339::instant);
        } catch (DateTimeParseException _) {
            throw RequestFields.wrongType(
                    "since", "a time with its offset, as 2026-01-31T12:00:00Z");
        }
    }

    private static int limit(RequestFields request) {
        if (!request.has("limit")) {
            return USUAL;
        }
        if (request.values().get("limit") instanceof FieldValue.Numeral(var literal)
                && literal.matches("[1-9][0-9]{0,2}")
                && Integer.parseInt(literal) <= MOST) {
            return Integer.parseInt(literal);
        }
        throw RequestFields.wrongType("limit", "a whole number, 1 to " + MOST);
    }
}
