package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Apps of a running stack, as an operator. */
@Command(
        name = "app",
        description = "Registers apps, shows and changes them.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Apps extends OperatorCommand {
    private static final String PATH = "/admin/apps";

    /** What of an app can be rotated and revoked. */
    enum Credential {
        KEY("addresses"),
        CLIENT("clients"),
        WEBHOOK_SECRET("webhook-secrets");

        private final String path;

        Credential(String path) {
            this.path = path;
        }
    }

    @Command(description = "Registers an app and shows its secrets, this once.")
    int create(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @Option(
                            names = "--address",
                            description =
                                    "Of the key it signs with, 0x and 40 hex digits; without it, a key is made.")
                    @Nullable String address,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        ObjectNode body = body(reason).put("app_handle", handle);
        put(body, "name", name);
        put(body, "address", address);
        JsonNode made = client().post(PATH, body);
        return options.print(made, AppText.secrets(made));
    }

    @Command(description = "Lists all apps.")
    int list() {
        ArrayNode apps = OperatorClient.JSON.createArrayNode();
        String after = "";
        do {
            JsonNode page =
                    client().get(PATH + "?limit=200&after=" + OperatorClient.encoded(after));
            page.path("apps").forEach(apps::add);
            after = page.path("next_after").asText();
        } while (!after.isEmpty());
        return options.print(apps, AppText.list(apps));
    }

    @Command(description = "Shows one app.")
    int show(@Parameters(paramLabel = "HANDLE") String handle) {
        return shown(client().get(path(handle)));
    }

    @Command(description = "Lets an app in again.")
    int enable(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        return shown(client().patch(path(handle), body(reason).put("enabled", true)));
    }

    @Command(description = "Refuses all of an app's requests from now on.")
    int disable(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        return shown(client().patch(path(handle), body(reason).put("enabled", false)));
    }

    @Command(
            description =
                    "Makes a new key, client or signing secret and shows it, this once; the former ones end after a day.")
    int rotate(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
                    Credential what,
            @Option(
                            names = "--valid-until",
                            description =
                                    "When the former ones end instead, as 2026-01-31T12:00:00Z.")
                    @Nullable String validUntil,
            @Option(names = "--address", description = "Of a key that the app has already.")
                    @Nullable String address,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        ObjectNode body = body(reason);
        put(body, "previous_valid_until", validUntil);
        put(body, "address", address);
        JsonNode made = client().post(path(handle) + "/" + what.path, body);
        return options.print(made, AppText.secrets(made));
    }

    @Command(description = "Ends a key, client or signing secret at once.")
    int revoke(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
                    Credential what,
            @Parameters(paramLabel = "ID", description = "As show lists it.") String id,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        client().delete(
                        path(handle)
                                + "/"
                                + what.path
                                + "/"
                                + OperatorClient.encoded(id)
                                + query(reason));
        return shown(client().get(path(handle)));
    }

    @Command(name = "add-webhook", description = "Sends an app's webhooks to a URL too.")
    int addWebhook(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Parameters(paramLabel = "URL") String url,
            @Option(
                            names = "--types",
                            description = "Of kyc,kyc_status,kyc_action; without it, all.")
                    @Nullable String types,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        ObjectNode body = body(reason).put("url", url);
        put(body, "name", name);
        if (types != null) {
            ArrayNode names = body.putArray("event_types");
            Arrays.stream(types.split(",")).map(String::strip).forEach(names::add);
        }
        return shown(client().post(path(handle) + "/webhook-endpoints", body));
    }

    @Command(name = "remove-webhook", description = "Sends no more webhooks there.")
    int removeWebhook(
            @Parameters(paramLabel = "HANDLE") String handle,
            @Parameters(paramLabel = "ID", description = "As show lists it.") String id,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        client().delete(
                        path(handle)
                                + "/webhook-endpoints/"
                                + OperatorClient.encoded(id)
                                + query(reason));
        return shown(client().get(path(handle)));
    }

    private OperatorClient client() {
        return options.client(Service.FLOW);
    }

    private int shown(JsonNode app) {
        return options.print(app, AppText.one(app));
    }

    private static String path(String handle) {
        return PATH + "/" + OperatorClient.encoded(handle);
    }
}
