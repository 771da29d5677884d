package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What operators see of deliveries, for people. */
final class DeliveryText {
    private DeliveryText() {}

    static String list(Iterable<JsonNode> deliveries) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "webhook id",
                "state",
                "tries",
                "status",
                "next attempt",
                "partner/job, endpoint");
        for (JsonNode delivery : deliveries) {
            line(
                    text,
                    delivery.path("webhook_id").asText(),
                    delivery.path("state").asText(),
                    delivery.path("attempts").asText(),
                    delivery.path("last_status").asText("-"),
                    delivery.path("next_attempt_at").asText("-"),
                    "%s/%s, %s"
                            .formatted(
                                    delivery.path("partner_id").asText(),
                                    delivery.path("job_id").asText(),
                                    delivery.path("endpoint").asText()));
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text,
            String id,
            String state,
            String attempts,
            String status,
            String next,
            String rest) {
        text.append(
                "%-36s  %-10s  %5s  %6s  %-27s  %s%n"
                        .formatted(id, state, attempts, status, next, rest));
    }

    static String shown(JsonNode found) {
        StringBuilder text = new StringBuilder(list(found.path("deliveries")));
        for (JsonNode delivery : found.path("deliveries")) {
            text.append("%n%s%n".formatted(delivery.path("endpoint").asText()));
            for (JsonNode attempt : delivery.path("attempt_log")) {
                text.append(
                        "%4d  %s  %6d ms  %-9s  %s%n"
                                .formatted(
                                        attempt.path("attempt").asInt(),
                                        attempt.path("at").asText(),
                                        attempt.path("took_ms").asLong(),
                                        attempt.path("outcome").asText(),
                                        attempt.has("status")
                                                ? "HTTP " + attempt.path("status").asInt()
                                                : attempt.path("failure").asText()));
            }
        }
        return text.toString();
    }

    static String answers(JsonNode found) {
        StringBuilder text = new StringBuilder();
        for (JsonNode answer : found.path("answers")) {
            text.append(
                    "%s, attempt %d:%n%s%n"
                            .formatted(
                                    answer.path("endpoint").asText(),
                                    answer.path("attempt").asInt(),
                                    answer.path("answer").asText()));
        }
        return text.isEmpty() ? "Nothing of an answer is kept.%n".formatted() : text.toString();
    }

    static String endpoints(Iterable<JsonNode> endpoints) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%-20s  %-9s  %7s  %-10s  %-27s  %s%n"
                        .formatted(
                                "partner",
                                "state",
                                "outages",
                                "rate",
                                "failing since",
                                "endpoint"));
        for (JsonNode endpoint : endpoints) {
            text.append(
                    "%-20s  %-9s  %7d  %-10s  %-27s  %s%s%n"
                            .formatted(
                                    endpoint.path("partner_id").asText(),
                                    endpoint.path("state").asText(),
                                    endpoint.path("outages").asInt(),
                                    endpoint.has("rate_per_second")
                                            ? endpoint.path("rate_per_second").asText() + "/s"
                                            : "free",
                                    endpoint.path("failing_since").asText("-"),
                                    endpoint.path("endpoint").asText(),
                                    endpoint.path("releasing").asBoolean()
                                            ? "  (letting go what was held)"
                                            : ""));
        }
        return text.toString();
    }
}
