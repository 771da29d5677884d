package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Partners of a running stack, as an operator. */
@Command(
        name = "partner",
        description = "Registers partners, shows and changes them.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Partners extends OperatorCommand {
    private static final String PATH = "/admin/partners";
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})(?:/([0-9]{1,9}))?");

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([dhm])");

    /** What can be said of a partner when it is made and ever after. */
    static final class Settings {
        @Option(names = "--id-types", description = "As NG/BVN,KE/NATIONAL_ID; or all.")
        private @Nullable String idTypes;

        @Option(names = "--callback", description = "The default callback's URL; or none.")
        private @Nullable String callback;

        @Option(
                names = "--rate",
                description =
                        "Requests a second and at once, as 50/100; or none, for the deployment's own.")
        private @Nullable String rate;

        @Option(
                names = "--give-up-after",
                description =
                        "How long an authority that is away is asked for its jobs, as 3d, 12h or 90m; or none, for the"
                                + " deployment's own.")
        private @Nullable String giveUpAfter;

        @Option(
                names = "--production",
                arity = "0..1",
                fallbackValue = "true",
                description = "Whether it may use a production deployment.")
        private @Nullable Boolean production;
    }

    @Command(description = "Registers a partner and shows its secrets, this once.")
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--id", description = "1 to 20 digits; without it, the next free one.")
                    @Nullable String id,
            @ArgGroup(exclusive = false) @Nullable Settings settings,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        ObjectNode body = body(settings, why).put("name", name);
        put(body, "partner_id", id);
        JsonNode made = client().post(PATH, body);
        return print(made, PartnerText.secrets(made));
    }

    @Command(description = "Lists all partners.")
    int list() {
        ArrayNode partners = OperatorClient.JSON.createArrayNode();
        String after = "";
        do {
            JsonNode page =
                    client().get(PATH + "?limit=200&after=" + OperatorClient.encoded(after));
            page.path("partners").forEach(partners::add);
            after = page.path("next_after").asText();
        } while (!after.isEmpty());
        return print(partners, PartnerText.list(partners));
    }

    @Command(description = "Shows one partner.")
    int show(@Parameters(paramLabel = "ID") String id) {
        return shown(client().get(path(id)));
    }

    @Command(description = "Lets a partner in again.")
    int enable(
            @Parameters(paramLabel = "ID") String id,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return shown(client().patch(path(id), body(null, why).put("enabled", true)));
    }

    @Command(description = "Refuses all of a partner's requests from now on.")
    int disable(
            @Parameters(paramLabel = "ID") String id,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return shown(client().patch(path(id), body(null, why).put("enabled", false)));
    }

    @Command(description = "Changes what is named; the rest stays.")
    int set(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @ArgGroup(exclusive = false) @Nullable Settings settings,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        ObjectNode body = body(settings, null);
        put(body, "name", name);
        if (body.isEmpty()) {
            throw misused("name what to change");
        }
        return shown(client().patch(path(id), body.setAll(body(null, why))));
    }

    @Command(
            description =
                    "Makes a new API key and shows it, this once; the former one ends after a day.")
    int rotate(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--webhook-secret", description = "Rotate the signing secret instead.")
                    boolean webhookSecret,
            @Option(
                            names = "--valid-until",
                            description =
                                    "When the former one ends instead, as 2026-01-31T12:00:00Z.")
                    @Nullable String validUntil,
            @Option(names = "--end-oldest", description = "Of two live ones, end the older now.")
                    boolean endOldest,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        ObjectNode body = body(null, why);
        put(body, "previous_valid_until", validUntil);
        if (endOldest) {
            body.put("end_oldest", true);
        }
        JsonNode made = client().post(path(id) + kind(webhookSecret), body);
        return print(made, PartnerText.secrets(made));
    }

    @Command(description = "Ends one of two live API keys at once.")
    int revoke(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "SECRET_ID", description = "As show lists it.")
                    String secretId,
            @Option(names = "--webhook-secret", description = "It is a signing secret instead.")
                    boolean webhookSecret,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        client().delete(
                        path(id)
                                + kind(webhookSecret)
                                + "/"
                                + OperatorClient.encoded(secretId)
                                + query(Why.of(why)));
        return shown(client().get(path(id)));
    }

    private OperatorClient client() {
        return options.client(Service.INTAKE);
    }

    private ObjectNode body(@Nullable Settings settings, @Nullable Why why) {
        ObjectNode body = OperatorClient.JSON.createObjectNode();
        if (settings != null) {
            addIdTypes(body, settings.idTypes);
            addCallback(body, settings.callback);
            addRate(body, settings.rate);
            addGiveUpAfter(body, settings.giveUpAfter);
            if (settings.production != null) {
                body.put("production_enabled", settings.production);
            }
        }
        put(body, "reason", Why.of(why));
        return body;
    }

    private static void addIdTypes(ObjectNode body, @Nullable String idTypes) {
        if (idTypes == null) {
            return;
        }
        if (idTypes.equals("all")) {
            body.putNull("id_types");
            return;
        }
        ArrayNode names = body.putArray("id_types");
        Arrays.stream(idTypes.split(",")).map(String::strip).forEach(names::add);
    }

    private static void addCallback(ObjectNode body, @Nullable String callback) {
        if (callback != null) {
            body.put("default_callback", callback.equals("none") ? null : callback);
        }
    }

    private void addRate(ObjectNode body, @Nullable String rate) {
        if (rate == null) {
            return;
        }
        if (rate.equals("none")) {
            body.putNull("rate");
            return;
        }
        var parts = RATE.matcher(rate);
        if (!parts.matches()) {
            throw misused("--rate is PER_SECOND/BURST, as 50/100, or none");
        }
        int perSecond = Integer.parseInt(parts.group(1));
        int burst = parts.group(2) == null ? perSecond : Integer.parseInt(parts.group(2));
        body.putObject("rate").put("per_second", perSecond).put("burst", burst);
    }

    private void addGiveUpAfter(ObjectNode body, @Nullable String time) {
        if (time == null) {
            return;
        }
        if (time.equals("none")) {
            body.putNull("give_up_after");
            return;
        }
        var parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw misused("--give-up-after is a time, as 3d, 12h or 90m, or none");
        }
        String unit = parts.group(2).toUpperCase(Locale.ROOT);
        body.put("give_up_after", (unit.equals("D") ? "P" : "PT") + parts.group(1) + unit);
    }

    private static String path(String id) {
        return PATH + "/" + OperatorClient.encoded(id);
    }

    private static String kind(boolean webhookSecret) {
        return webhookSecret ? "/webhook-secrets" : "/api-keys";
    }

    private int shown(JsonNode partner) {
        return print(partner, PartnerText.one(partner));
    }

    private int print(JsonNode answer, String text) {
        return options.print(answer, text);
    }
}
