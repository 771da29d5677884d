package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What operators see of apps, for people. */
final class AppText {
    /** What may be new, as the service names it and as people do. */
    private static final Map<String, String> SECRETS =
            Map.of(
                    "address", "address",
                    "private_key", "private key",
                    "client_id", "client id",
                    "client_secret", "client secret",
                    "webhook_secret", "signing secret");

    private AppText() {}

    static String list(Iterable<JsonNode> apps) {
        StringBuilder text = new StringBuilder();
        text.append("%-30s %-8s %8s  %s%n".formatted("handle", "state", "version", "name"));
        for (JsonNode app : apps) {
            text.append(
                    "%-30s %-8s %8d  %s%n"
                            .formatted(
                                    app.path("app_handle").asText(),
                                    state(app),
                                    app.path("version").asLong(),
                                    app.path("name").asText()));
        }
        return text.toString();
    }

    static String one(JsonNode app) {
        StringBuilder text = new StringBuilder();
        line(text, "app", app.path("app_handle").asText());
        line(text, "name", app.path("name").asText());
        line(text, "state", state(app));
        line(text, "version", app.path("version").asText());
        line(text, "changed", app.path("changed_at").asText());
        credentials(text, "keys", app.path("addresses"));
        credentials(text, "clients", app.path("clients"));
        credentials(text, "signing secrets", app.path("webhook_secrets"));
        for (JsonNode endpoint : app.path("webhook_endpoints")) {
            line(
                    text,
                    "webhooks to",
                    "%s  %s  %s  %s"
                            .formatted(
                                    endpoint.path("endpoint_id").asText(),
                                    endpoint.path("url").asText(),
                                    endpoint.path("event_types"),
                                    state(endpoint)));
        }
        return text.toString();
    }

    /** A new app's or a rotation's secrets. */
    static String secrets(JsonNode made) {
        StringBuilder text = new StringBuilder();
        line(text, "app", made.path("app_handle").asText());
        made.properties()
                .forEach(
                        member -> {
                            String name = SECRETS.get(member.getKey());
                            if (name != null) {
                                line(text, name, member.getValue().asText());
                            }
                        });
        text.append("Nobody is shown a secret twice: keep it now.\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("%-17s %s%n".formatted(what, value));
    }

    private static void credentials(StringBuilder text, String what, JsonNode credentials) {
        for (JsonNode credential : credentials) {
            line(
                    text,
                    what,
                    "%s  since %s  %s"
                            .formatted(
                                    credential.path("id").asText(),
                                    credential.path("created_at").asText(),
                                    credential.has("not_after")
                                            ? "until " + credential.path("not_after").asText()
                                            : "without end"));
        }
    }

    private static String state(JsonNode what) {
        return what.path("enabled").asBoolean() ? "enabled" : "disabled";
    }
}
