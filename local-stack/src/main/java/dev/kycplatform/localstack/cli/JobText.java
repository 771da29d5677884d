package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Jobs, for people. */
final class JobText {
    private JobText() {}

    static String list(JsonNode jobs) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%-8s %-36s %-11s %-6s %-28s %s%n"
                        .formatted("partner", "job", "state", "code", "accepted", "next attempt"));
        for (JsonNode job : jobs) {
            text.append(
                    "%-8s %-36s %-11s %-6s %-28s %s%n"
                            .formatted(
                                    job.path("partner_id").asText(),
                                    job.path("job_id").asText(),
                                    job.path("state").asText(),
                                    job.path("result_code").asText(),
                                    job.path("accepted_at").asText(),
                                    job.path("next_attempt_at").asText()));
        }
        return text.toString();
    }

    static String stuck(JsonNode found) {
        JsonNode counts = found.path("counts");
        return "%d without a result and not parked, %d of which nobody was told that they are accepted (unconfirmed); %d parked%n"
                        .formatted(
                                counts.path("unanswered").asLong()
                                        + counts.path("unconfirmed").asLong(),
                                counts.path("unconfirmed").asLong(),
                                counts.path("parked").asLong())
                + (found.path("jobs").isEmpty() ? "" : list(found.path("jobs")));
    }
}
