package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Stored results, as a downstream system reads them and as an operator has them announced again. */
@Command(
        name = "results",
        description = "Shows stored results, announces them again.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Results extends OperatorCommand {
    private static final String RESULTS = "/admin/results/";

    @Command(description = "Prints the result that an event refers to; leaves an audit row.")
    int show(
            @Parameters(paramLabel = "REFERENCE", description = "result_reference of the event.")
                    String reference,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        JsonNode found =
                options.readerClient(Service.WORKER)
                        .get(RESULTS + OperatorClient.encoded(reference) + query(reason));
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
        put(body, "partner_id", partner);
        put(body, "after", after);
        put(body, "reason", reason);
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
}
