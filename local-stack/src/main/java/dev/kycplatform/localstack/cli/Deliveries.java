package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Callbacks on their way, as an operator. */
@Command(
        name = "deliveries",
        description =
                "Shows what becomes of callbacks, repairs deliveries, and tells endpoints apart.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Deliveries extends OperatorCommand {
    private static final String DELIVERIES = "/admin/deliveries";
    private static final String ENDPOINTS = "/admin/endpoints";
    private static final int PAGE = 200;

    /** Which deliveries. */
    static final class Which {
        @Option(names = "--partner", description = "Of this partner; app:HANDLE of an app.")
        private @Nullable String partner;

        @Option(names = "--job", description = "Of the partner's job, or the app's verification.")
        private @Nullable String job;

        @Option(
                names = "--state",
                description = "pending, attempting, delivered, exhausted, gone or held.")
        private @Nullable String state;

        @Option(
                names = "--since",
                description = "Of jobs accepted then or later, as 2026-01-31T12:00:00Z.")
        private @Nullable String since;

        String query() {
            return given("partner", partner)
                    + given("job", job)
                    + given("state", state)
                    + given("since", since);
        }

        void addTo(ObjectNode body) {
            put(body, "partner_id", partner);
            put(body, "job_id", job);
            put(body, "state", state);
            put(body, "since", since);
        }

        private static String given(String name, @Nullable String value) {
            return value == null ? "" : "&" + name + "=" + OperatorClient.encoded(value);
        }
    }

    @Command(description = "Lists deliveries, latest first.")
    int list(
            @ArgGroup(exclusive = false) @Nullable Which which,
            @Option(names = "--limit", defaultValue = "50", description = "How many at most; 50.")
                    int limit) {
        ArrayNode all = OperatorClient.JSON.createArrayNode();
        String query = which == null ? "" : which.query();
        String after = "";
        do {
            JsonNode page =
                    client().get(
                                    DELIVERIES
                                            + "?limit="
                                            + Math.clamp(limit - all.size(), 1, PAGE)
                                            + query
                                            + "&after="
                                            + OperatorClient.encoded(after));
            page.path("deliveries").forEach(all::add);
            after = page.path("next_after").asText();
        } while (!after.isEmpty() && all.size() < limit);
        return options.print(all, DeliveryText.list(all));
    }

    @Command(description = "Shows a delivery with its attempts.")
    int show(@Parameters(paramLabel = "WEBHOOK_ID") String webhookId) {
        JsonNode found = client().get(path(webhookId));
        return options.print(found, DeliveryText.shown(found));
    }

    @Command(
            description = "Shows the beginning of what the endpoint answered; leaves an audit row.")
    int answers(
            @Parameters(paramLabel = "WEBHOOK_ID") String webhookId,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        JsonNode found = client().post(path(webhookId) + "/answers", body(why));
        return options.print(found, DeliveryText.answers(found));
    }

    @Command(description = "Tries now what waits for its next attempt.")
    int attempt(
            @Parameters(paramLabel = "WEBHOOK_ID", arity = "0..1") @Nullable String webhookId,
            @ArgGroup(exclusive = false) @Nullable Which which,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return repair("attempt", webhookId, which, why);
    }

    @Command(
            description =
                    "Sends again what is over: one, or all that --partner, --since and --state"
                            + " name; exhausted ones, if no state is.")
    int replay(
            @Parameters(paramLabel = "WEBHOOK_ID", arity = "0..1") @Nullable String webhookId,
            @ArgGroup(exclusive = false) @Nullable Which which,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return repair("replay", webhookId, which, why);
    }

    @Command(description = "Keeps what waits from being sent until it is released.")
    int hold(
            @Parameters(paramLabel = "WEBHOOK_ID", arity = "0..1") @Nullable String webhookId,
            @ArgGroup(exclusive = false) @Nullable Which which,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return repair("hold", webhookId, which, why);
    }

    @Command(description = "Lets go what is held.")
    int release(
            @Parameters(paramLabel = "WEBHOOK_ID", arity = "0..1") @Nullable String webhookId,
            @ArgGroup(exclusive = false) @Nullable Which which,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return repair("release", webhookId, which, why);
    }

    @Command(description = "Lists endpoints, each as one partner uses it.")
    int endpoints(
            @Option(names = "--partner", description = "Of this partner only.")
                    @Nullable String partner,
            @Option(
                            names = "--in-trouble",
                            description = "Only those that are cut off or disabled.")
                    boolean inTrouble) {
        ArrayNode all = OperatorClient.JSON.createArrayNode();
        String after = "";
        do {
            JsonNode page =
                    client().get(
                                    ENDPOINTS
                                            + "?limit="
                                            + PAGE
                                            + "&in_trouble="
                                            + inTrouble
                                            + Which.given("partner", partner)
                                            + "&after="
                                            + OperatorClient.encoded(after));
            page.path("endpoints").forEach(all::add);
            after = page.path("next_after").asText();
        } while (!after.isEmpty());
        return options.print(all, DeliveryText.endpoints(all));
    }

    @Command(
            description = "Begins anew with an endpoint; what is held is let go at a bounded rate.")
    int enable(
            @Parameters(paramLabel = "PARTNER") String partner,
            @Parameters(paramLabel = "ENDPOINT", description = "As endpoints lists it.")
                    String endpoint,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return change(partner, endpoint, body(why).put("enabled", true));
    }

    @Command(description = "Sends nothing to an endpoint any more; what it is owed is held.")
    int disable(
            @Parameters(paramLabel = "PARTNER") String partner,
            @Parameters(paramLabel = "ENDPOINT", description = "As endpoints lists it.")
                    String endpoint,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        return change(partner, endpoint, body(why).put("enabled", false));
    }

    @Command(description = "Bounds how many attempts begin at an endpoint each second.")
    int rate(
            @Parameters(paramLabel = "PARTNER") String partner,
            @Parameters(paramLabel = "ENDPOINT", description = "As endpoints lists it.")
                    String endpoint,
            @Parameters(paramLabel = "PER_SECOND", description = "A number; or none.") String rate,
            @ArgGroup(exclusive = false) @Nullable Why why) {
        ObjectNode body = body(why);
        if (rate.equals("none")) {
            return change(partner, endpoint, body.putNull("rate_per_second"));
        }
        if (!rate.matches("[1-9][0-9]{0,6}")) {
            throw misused("PER_SECOND is a number, or none");
        }
        return change(partner, endpoint, body.put("rate_per_second", Integer.parseInt(rate)));
    }

    private int change(String partner, String endpoint, ObjectNode body) {
        JsonNode changed =
                client().patch(
                                ENDPOINTS,
                                body.put("partner_id", partner).put("endpoint", endpoint));
        return options.print(
                changed,
                DeliveryText.endpoints(OperatorClient.JSON.createArrayNode().add(changed)));
    }

    /** One, or step by step all that are named. */
    private int repair(
            String repair, @Nullable String webhookId, @Nullable Which which, @Nullable Why why) {
        if ((webhookId == null) == (which == null)) {
            throw misused("name a WEBHOOK_ID, or which: --partner, --since, --state");
        }
        int changed = 0;
        if (webhookId != null) {
            changed =
                    client().post(path(webhookId) + "/" + repair, body(why))
                            .path("changed")
                            .asInt();
        } else {
            String after = "";
            do {
                ObjectNode body = body(why);
                if (which != null) {
                    which.addTo(body);
                }
                put(body, "after", after.isEmpty() ? null : after);
                JsonNode step = client().post(DELIVERIES + "/" + repair, body);
                changed += step.path("changed").asInt();
                after = step.path("next_after").asText();
            } while (!after.isEmpty());
        }
        return options.print(
                OperatorClient.JSON.createObjectNode().put("changed", changed),
                "%d %s%n".formatted(changed, changed == 1 ? "delivery" : "deliveries"));
    }

    private OperatorClient client() {
        return options.client(Service.DISPATCHER);
    }

    private static ObjectNode body(@Nullable Why why) {
        return body(Why.of(why));
    }

    private static String path(String webhookId) {
        return DELIVERIES + "/" + OperatorClient.encoded(webhookId);
    }
}
