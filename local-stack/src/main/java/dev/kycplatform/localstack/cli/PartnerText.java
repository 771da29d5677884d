package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What operators see of partners, for people. */
final class PartnerText {
    private PartnerText() {}

    static String list(Iterable<JsonNode> partners) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%-20s %-8s %-10s %8s  %s%n"
                        .formatted("id", "state", "production", "version", "name"));
        for (JsonNode partner : partners) {
            text.append(
                    "%-20s %-8s %-10s %8d  %s%n"
                            .formatted(
                                    partner.path("partner_id").asText(),
                                    state(partner),
                                    yesOrNo(partner.path("production_enabled")),
                                    partner.path("version").asLong(),
                                    partner.path("name").asText()));
        }
        return text.toString();
    }

    static String one(JsonNode partner) {
        StringBuilder text = new StringBuilder();
        line(text, "partner", partner.path("partner_id").asText());
        line(text, "name", partner.path("name").asText());
        line(text, "state", state(partner));
        line(text, "production", yesOrNo(partner.path("production_enabled")));
        line(text, "ID types", idTypes(partner.path("id_types")));
        line(text, "default callback", partner.path("default_callback").asText("none"));
        line(text, "rate", rate(partner.path("rate")));
        line(text, "given up after", partner.path("give_up_after").asText("the deployment's own"));
        line(text, "version", partner.path("version").asText());
        line(text, "changed", partner.path("changed_at").asText());
        secrets(text, "API keys", partner.path("api_keys"));
        secrets(text, "signing secrets", partner.path("webhook_secrets"));
        return text.toString();
    }

    /** A new partner's or a rotation's secrets. */
    static String secrets(JsonNode made) {
        StringBuilder text = new StringBuilder();
        line(text, "partner", made.path("partner_id").asText());
        if (made.has("api_key")) {
            line(text, "API key", made.path("api_key").asText());
        }
        if (made.has("webhook_secret")) {
            line(text, "signing secret", made.path("webhook_secret").asText());
        }
        secrets(text, "live", made.path("live"));
        text.append("Nobody is shown a secret twice: keep it now.\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("%-17s %s%n".formatted(what, value));
    }

    private static void secrets(StringBuilder text, String what, JsonNode secrets) {
        for (JsonNode secret : secrets) {
            line(
                    text,
                    what,
                    "%s  since %s  %s"
                            .formatted(
                                    secret.path("secret_id").asText(),
                                    secret.path("created_at").asText(),
                                    secret.has("not_after")
                                            ? "until " + secret.path("not_after").asText()
                                            : "without end"));
        }
    }

    private static String state(JsonNode partner) {
        return partner.path("enabled").asBoolean() ? "enabled" : "disabled";
    }

    private static String yesOrNo(JsonNode flag) {
        return flag.asBoolean() ? "yes" : "no";
    }

    private static String idTypes(JsonNode names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        return all.isEmpty() ? "all" : String.join(", ", all);
    }

    private static String rate(JsonNode rate) {
        return rate.isMissingNode()
                ? "the deployment's own"
                : "%d a second, %d at once"
                        .formatted(rate.path("per_second").asInt(), rate.path("burst").asInt());
    }
}
