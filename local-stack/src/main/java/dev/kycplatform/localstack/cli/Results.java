package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Stored results, as a downstream system reads them and as an operator has them announced again. */
@Command(
        name = "results",
        description = "Shows stored results, announces them again.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Results implements Runnable {
    private static final String RESULTS = "/admin/results/";

    @Spec
    @SuppressWarnings("NullAway.Init") // given by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    @Command(description = "Prints the result that an event refers to; leaves an audit row.")
    int show(
            @Parameters(paramLabel = "REFERENCE", description = "result_reference of the event.")
                    String reference,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        String why = reason == null ? "" : "?reason=" + OperatorClient.encoded(reason);
        JsonNode found =
                options.readerClient(Service.WORKER)
                        .get(RESULTS + OperatorClient.encoded(reference) + why);
        return options.print(found, found.path("result").toPrettyString() + "\n");
    }

    @Command(
            description =
                    "Publishes stored results to kyc.results again, with the ids and values they had: consumers"
                            + " that had them drop them. At a bounded rate; leaves audit rows.")
    int republish(
            @Option(
                            names = "--since",
                            required = true,
                            description = "Those stored then or later, as 2026-01-31T12:00:00Z.")
                    String since,
            @Option(names = "--partner", description = "Only this one's.") @Nullable String partner,
            @Option(
                            names = "--after",
                            description = "Goes on where an earlier run stopped, as it said.")
                    @Nullable String after,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        OperatorClient worker = options.client(Service.WORKER);
        ObjectNode body = OperatorClient.JSON.createObjectNode().put("since", since);
        putIfGiven(body, "partner_id", partner);
        putIfGiven(body, "after", after);
        putIfGiven(body, "reason", reason);
        long republished = 0;
        boolean isMore = true;
        while (isMore) {
            JsonNode page = worker.post(RESULTS + "republish", body);
            republished += page.path("republished").asLong();
            isMore = page.has("next_after");
            if (isMore) {
                String next = page.path("next_after").asText();
                System.err.printf("%d so far; to go on from here: --after %s%n", republished, next);
                body.put("after", next);
            }
        }
        return options.print(
                OperatorClient.JSON.createObjectNode().put("republished", republished),
                "Published again: %d%n".formatted(republished));
    }

    private static void putIfGiven(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
