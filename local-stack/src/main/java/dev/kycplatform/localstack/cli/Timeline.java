package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What happened to a job, from what each service knows, in the order in which it happened. */
final class Timeline {
    /** Of equal times, what was told first comes first. */
    private static final Comparator<Event> BY_TIME =
            Comparator.comparing(event -> Instant.parse(event.at()));

    private final List<Event> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private record Event(String at, String what) {}

    private Timeline() {}

    /** @param told by intake ({@code job}), {@code worker} and {@code dispatcher}; a text instead: why one told nothing */
    static String of(JsonNode told) {
        Timeline timeline = new Timeline();
        timeline.job(told.path("job"));
        timeline.worker(told.path("worker"));
        timeline.dispatcher(told.path("dispatcher"));
        return timeline.text(told.path("job"));
    }

    private void job(JsonNode job) {
        add(
                job.path("accepted_at"),
                "accepted on %s as SmileJobID %s%s"
                        .formatted(
                                job.path("endpoint").asText(),
                                job.path("smile_job_id").asText(),
                                job.path("state").asText().equals("unconfirmed")
                                        ? "; whether it was published is not known"
                                        : ""));
    }

    private void worker(JsonNode worker) {
        if (isSilent("worker", worker)) {
            return;
        }
        records(worker, "recorded in", "the job's record is not found in its topic any more");
        worker.path("attempts").forEach(this::attempt);
        JsonNode parked = worker.path("parked");
        if (parked.isObject()) {
            add(
                    parked.path("parked_at"),
                    "parked for %s (%s); next attempt %s, last %s%s"
                            .formatted(
                                    parked.path("authority").asText(),
                                    parked.path("cause").asText(),
                                    parked.path("next_attempt_at").asText(),
                                    parked.path("deadline_at").asText(),
                                    parked.has("leased_until") ? "; being asked now" : ""));
        }
        JsonNode result = worker.path("result");
        if (result.isObject()) {
            add(
                    result.path("parked_at"),
                    "parked for %s (%s) until %s"
                            .formatted(
                                    result.path("authority").asText(),
                                    result.path("parked_cause").asText(),
                                    result.path("recorded_at").asText()));
            add(
                    result.path("recorded_at"),
                    "result %s of %s after %d attempts, ce_id %s, callback %s"
                            .formatted(
                                    result.path("code").asText(),
                                    result.path("authority").asText(),
                                    result.path("attempts").asInt(),
                                    result.path("ce_id").asText(),
                                    result.path("callback_owed").asBoolean()
                                            ? "owed"
                                            : "not owed"));
        }
    }

    private void attempt(JsonNode attempt) {
        add(
                attempt.path("at"),
                "attempt %d at %s: %s%s, %d ms%s"
                        .formatted(
                                attempt.path("attempt").asInt(),
                                attempt.path("authority").asText(),
                                attempt.path("outcome").asText(),
                                inBrackets(attempt.path("cause")),
                                attempt.path("took_ms").asLong(),
                                attempt.has("next_attempt_at")
                                        ? "; next " + attempt.path("next_attempt_at").asText()
                                        : ""));
    }

    private void dispatcher(JsonNode dispatcher) {
        if (isSilent("dispatcher", dispatcher)) {
            return;
        }
        records(dispatcher, "announced in", "");
        for (JsonNode delivery : dispatcher.path("deliveries")) {
            String endpoint = delivery.path("endpoint").asText();
            add(
                    delivery.path("created_at"),
                    "callback to %s, webhook-id %s"
                            .formatted(endpoint, delivery.path("webhook_id").asText()));
            for (JsonNode attempt : delivery.path("attempts")) {
                add(
                        attempt.path("at"),
                        "callback attempt %d at %s: %s%s%s, %d ms"
                                .formatted(
                                        attempt.path("attempt").asInt(),
                                        endpoint,
                                        attempt.path("outcome").asText(),
                                        attempt.has("status")
                                                ? ", HTTP " + attempt.path("status").asInt()
                                                : "",
                                        inBrackets(attempt.path("failure")),
                                        attempt.path("took_ms").asLong()));
            }
            add(
                    delivery.path("ended_at"),
                    "callback to %s is %s".formatted(endpoint, delivery.path("state").asText()));
            if (delivery.has("due_at")) {
                notes.add(
                        "the callback to %s is %s; next attempt %s"
                                .formatted(
                                        endpoint,
                                        delivery.path("state").asText(),
                                        delivery.path("due_at").asText()));
            }
        }
    }

    private void records(JsonNode part, String verb, String none) {
        if (!part.has("records")) {
            notes.add("Kafka does not answer: where the records stand is not known");
        } else if (part.path("records").isEmpty() && !none.isEmpty()) {
            notes.add(none);
        }
        for (JsonNode place : part.path("records")) {
            add(
                    place.path("at"),
                    "%s %s, partition %d, offset %d, ce_id %s"
                            .formatted(
                                    verb,
                                    place.path("topic").asText(),
                                    place.path("partition").asInt(),
                                    place.path("offset").asLong(),
                                    place.path("ce_id").asText()));
        }
    }

    private boolean isSilent(String service, JsonNode part) {
        if (part.isTextual()) {
            notes.add("of the %s nothing is known: %s".formatted(service, part.asText()));
        }
        return part.isTextual();
    }

    private void add(JsonNode at, String what) {
        if (at.isTextual()) {
            events.add(new Event(at.asText(), what));
        }
    }

    private static String inBrackets(JsonNode cause) {
        return cause.isTextual() ? " (" + cause.asText() + ")" : "";
    }

    private String text(JsonNode job) {
        String lines =
                events.stream()
                        .sorted(BY_TIME)
                        .map(event -> "%-29s %s%n".formatted(event.at(), event.what()))
                        .collect(Collectors.joining());
        String more = notes.stream().map("(%s)%n"::formatted).collect(Collectors.joining());
        return "Job %s of partner %s is %s%n"
                        .formatted(
                                job.path("job_id").asText(),
                                job.path("partner_id").asText(),
                                job.path("state").asText())
                + lines
                + more;
    }
}
