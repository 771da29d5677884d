package dev.kycplatform.dispatcher.delivery.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobId;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.ChangeEndpoint;
import dev.kycplatform.dispatcher.delivery.DeliveryFilter;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.Pace;
import dev.kycplatform.dispatcher.delivery.Repair;
import dev.kycplatform.dispatcher.delivery.StateName;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what operators say of deliveries and endpoints. What is refused is named, with what was expected. */
final class RepairRequests {
    static final int MOST_LISTED = 200;

    /** What one transaction changes. */
    private static final int MOST_CHANGED = 1_000;

    private static final int MOST_RATE = 1_000_000;

    private RepairRequests() {}

    record One(Optional<Endpoint> at, Optional<String> reason) {}

    record Some(
            DeliveryFilter filter,
            Optional<DeliveryKey> after,
            int limit,
            Optional<String> reason) {}

    record Change(Lane lane, ChangeEndpoint.Wanted wanted, Optional<String> reason) {}

    /** @throws KycException with NOT_FOUND, for such a path leads nowhere */
    static Repair repair(String text) {
        return Arrays.stream(Repair.values())
                .filter(repair -> repair.wire().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new KycException(
                                        ErrorCode.NOT_FOUND, "nothing is done by that name"));
    }

    static One one(byte[] body) {
        var json = OperatorBody.ofOptional(body, Set.of("endpoint", "reason"));
        return new One(
                json.text("endpoint")
                        .map(text -> new Endpoint(Operators.storable(text, "endpoint"))),
                json.reason());
    }

    static Optional<String> reason(byte[] body) {
        return OperatorBody.ofOptional(body, Set.of("reason")).reason();
    }

    /** Without a state: what the repair is for; of what could be sent again, what is exhausted. */
    static Some some(Repair repair, byte[] body) {
        var json =
                OperatorBody.of(
                        body,
                        Set.of(
                                "partner_id",
                                "job_id",
                                "state",
                                "since",
                                "after",
                                "limit",
                                "reason"));
        var partner = json.text("partner_id");
        var since = json.text("since");
        if (partner.isEmpty() && since.isEmpty()) {
            throw Operators.invalid("name a partner_id, or since when");
        }
        var state = json.text("state").map(RepairRequests::state).orElseGet(() -> usual(repair));
        if (!repair.from().contains(state)) {
            throw Operators.invalid("state must be one of " + names(repair.from()));
        }
        return new Some(
                filter(
                        partner.orElse(""),
                        json.text("job_id").orElse(""),
                        state.wire(),
                        since.orElse("")),
                PageMark.delivery(json.text("after").orElse("")),
                Operators.limit(
                        Long.toString(json.number("limit").orElse((long) MOST_CHANGED)),
                        MOST_CHANGED),
                json.reason());
    }

    private static StateName usual(Repair repair) {
        return switch (repair) {
            case ATTEMPT, HOLD -> StateName.PENDING;
            case REPLAY -> StateName.EXHAUSTED;
            case RELEASE -> StateName.HELD;
        };
    }

    /** Empty text is absent. */
    static DeliveryFilter filter(String partner, String job, String state, String since) {
        if (partner.isEmpty() && !job.isEmpty()) {
            throw Operators.invalid("a job is a partner's: name the partner too");
        }
        return new DeliveryFilter(
                given(partner).map(text -> new PartnerId(Operators.storable(text, "partner"))),
                given(job).map(text -> new JobId(Operators.storable(text, "job"))),
                given(state).map(RepairRequests::state),
                given(since).map(text -> Operators.instant(text, "since")));
    }

    static Optional<PartnerId> partner(String text) {
        return given(text).map(id -> new PartnerId(Operators.storable(id, "partner")));
    }

    /** {@code rate_per_second} null takes the limit away. */
    static Change change(byte[] body) {
        var json =
                OperatorBody.of(
                        body,
                        Set.of("partner_id", "endpoint", "enabled", "rate_per_second", "reason"));
        var wanted = new ChangeEndpoint.Wanted(json.flag("enabled"), pace(json));
        if (wanted.isEnabled().isEmpty() && wanted.pace().isEmpty()) {
            throw Operators.invalid("name what to change: enabled, rate_per_second or both");
        }
        return new Change(
                new Lane(
                        new PartnerId(
                                Operators.storable(json.requiredText("partner_id"), "partner_id")),
                        new Endpoint(
                                Operators.storable(json.requiredText("endpoint"), "endpoint"))),
                wanted,
                json.reason());
    }

    private static Optional<Pace> pace(OperatorBody json) {
        var value = json.member("rate_per_second");
        if (value.isPresent() && value.get().isNull()) {
            return Optional.of(Pace.FREE);
        }
        return json.number("rate_per_second").map(RepairRequests::pace);
    }

    private static Pace pace(long perSecond) {
        if (perSecond < 1 || perSecond > MOST_RATE) {
            throw Operators.invalid("rate_per_second must be 1 to " + MOST_RATE + ", or null");
        }
        return Pace.of(Math.toIntExact(perSecond));
    }

    private static StateName state(String text) {
        return StateName.ofWire(text)
                .orElseThrow(
                        () ->
                                Operators.invalid(
                                        "state must be one of "
                                                + names(Set.of(StateName.values()))));
    }

    private static String names(Set<StateName> states) {
        return states.stream()
                .map(StateName::wire)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
