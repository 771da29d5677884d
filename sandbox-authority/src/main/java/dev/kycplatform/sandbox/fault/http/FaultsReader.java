package dev.kycplatform.sandbox.fault.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.sandbox.fault.BodyFaults;
import dev.kycplatform.sandbox.fault.Faults;
import dev.kycplatform.sandbox.fault.Latency;
import dev.kycplatform.sandbox.fault.RateLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads fault knobs from JSON and says everything that is wrong with them at once. By hand, because a knob
 * with a typing error that is silently ignored makes a test pass that shows nothing.
 */
final class FaultsReader {
    private static final Set<String> KNOBS =
            Set.of(
                    "latency",
                    "error_rate",
                    "outage",
                    "rate_limit",
                    "truncated_body",
                    "oversized_body",
                    "wrong_content_type",
                    "slow_drip");

    /** Longer than any timeout that is worth testing. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int HIGHEST_RATE = 1_000_000;

    /** Well over every limit on the size of an answer, well under the heap. */
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w.+-]+/[\\w.+-]+(; *[\\w=.+-]+)*");

    private final List<String> problems = new ArrayList<>();

    private FaultsReader() {}

    /** What came of reading. */
    sealed interface Reading {
        /** Knobs that can be set. */
        record Valid(Faults faults) implements Reading {}

        /** At least one problem, each naming its knob. */
        record Invalid(List<String> problems) implements Reading {}
    }

    static Reading read(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            return new Reading.Invalid(List.of("the body must be a JSON object"));
        }
        var reader = new FaultsReader();
        var faults = reader.faults(json);
        return reader.problems.isEmpty()
                ? new Reading.Valid(faults)
                : new Reading.Invalid(List.copyOf(reader.problems));
    }

    private Faults faults(JsonNode json) {
        refuseUnknown("", json, KNOBS);
        return new Faults(
                latency(at(json, "latency")),
                errorRate(at(json, "error_rate")),
                isOn("outage", at(json, "outage")),
                rateLimit(at(json, "rate_limit")),
                new BodyFaults(
                        isOn("truncated_body", at(json, "truncated_body")),
                        oversizedTo(at(json, "oversized_body")),
                        contentType(at(json, "wrong_content_type")),
                        optionalDuration("slow_drip", at(json, "slow_drip"))));
    }

    private Latency latency(JsonNode json) {
        if (json.isNull() || !isObject("latency", json)) {
            return new Latency.None();
        }
        var problemsBefore = problems.size();
        refuseUnknown("latency.", json, Set.of("fixed", "median", "p99"));
        var fixed = optionalDuration("latency.fixed", at(json, "fixed"));
        var median = optionalDuration("latency.median", at(json, "median"));
        var p99 = optionalDuration("latency.p99", at(json, "p99"));
        if (fixed != null && median == null && p99 == null) {
            return new Latency.Fixed(fixed);
        }
        if (fixed == null && median != null && p99 != null) {
            if (p99.compareTo(median) < 0) {
                problems.add("latency.p99 must not be shorter than latency.median");
            }
            return new Latency.Spread(median, p99);
        }
        if (problems.size() == problemsBefore) {
            problems.add("latency must have either fixed, or median and p99");
        }
        return new Latency.None();
    }

    private double errorRate(JsonNode json) {
        if (json.isNull()) {
            return 0;
        }
        var rate = json.doubleValue();
        if (!json.isNumber() || !(rate >= 0 && rate <= 1)) {
            problems.add("error_rate must be a number from 0 to 1");
        }
        return rate;
    }

    private boolean isOn(String name, JsonNode json) {
        if (!json.isNull() && !json.isBoolean()) {
            problems.add(name + " must be true or false");
        }
        return json.booleanValue();
    }

    private @Nullable RateLimit rateLimit(JsonNode json) {
        if (json.isNull() || !isObject("rate_limit", json)) {
            return null;
        }
        refuseUnknown("rate_limit.", json, Set.of("per_second", "retry_after"));
        var perSecond = wholeNumber("rate_limit.per_second", at(json, "per_second"), HIGHEST_RATE);
        var retryAfter = optionalDuration("rate_limit.retry_after", at(json, "retry_after"));
        return new RateLimit(perSecond, retryAfter == null ? Duration.ofSeconds(1) : retryAfter);
    }

    private @Nullable Integer oversizedTo(JsonNode json) {
        return json.isNull() ? null : wholeNumber("oversized_body", json, LARGEST_BODY);
    }

    private @Nullable String contentType(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        if (!json.isTextual() || !MEDIA_TYPE.matcher(json.textValue()).matches()) {
            problems.add("wrong_content_type must be a media type such as text/html");
            return null;
        }
        return json.textValue();
    }

    private int wholeNumber(String name, JsonNode json, int highest) {
        if (!json.canConvertToInt()
                || !json.isIntegralNumber()
                || json.intValue() < 1
                || json.intValue() > highest) {
            problems.add("%s must be a whole number from 1 to %d".formatted(name, highest));
            return 1;
        }
        return json.intValue();
    }

    private @Nullable Duration optionalDuration(String name, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        var duration = json.isTextual() ? parsed(json.textValue()) : null;
        if (duration == null || !duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            problems.add(
                    "%s must be an ISO-8601 duration such as \"PT0.5S\", above zero and at most %s"
                            .formatted(name, LONGEST));
        }
        return duration;
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isObject(String name, JsonNode json) {
        if (!json.isObject()) {
            problems.add(name + " must be a JSON object");
        }
        return json.isObject();
    }

    private void refuseUnknown(String prefix, JsonNode json, Set<String> known) {
        var names = new TreeSet<String>();
        json.fieldNames().forEachRemaining(names::add);
        names.removeAll(known);
        for (var name : names) {
            problems.add(
                    "%s%s is not a knob; there are %s"
                            .formatted(prefix, name, String.join(", ", new TreeSet<>(known))));
        }
    }

    /** Absent is the same as null. */
    private static JsonNode at(JsonNode json, String name) {
        var value = json.get(name);
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }
}
