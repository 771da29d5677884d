package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.localstack.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Verifications of a running stack that wait for somebody, as an operator. */
@Command(
        name = "review",
        description = "Shows verifications that wait for somebody, and decides them.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Reviews extends OperatorCommand {
    private static final String PATH = "/admin/reviews";

    /** So many are told of at once; whoever decides them sees the next. */
    private static final int MOST = 200;

    @Command(description = "Lists those that wait, the longest waiting first.")
    int list() {
        JsonNode reviews =
                options.client(Service.FLOW).get(PATH + "?limit=" + MOST).path("reviews");
        StringBuilder text = new StringBuilder();
        reviews.forEach(review -> text.append(line(review)));
        if (reviews.size() == MOST) {
            text.append("There may be more: these have waited longest.\n");
        }
        return options.print(reviews, text.toString());
    }

    @Command(description = "Shows all that led to a verification's state.")
    int show(@Parameters(paramLabel = "VERIFICATION") String id) {
        JsonNode review = options.client(Service.FLOW).get(path(id));
        return options.print(review, review.toPrettyString() + "\n");
    }

    @Command(description = "Decides one.")
    int decide(
            @Parameters(paramLabel = "VERIFICATION") String id,
            @Parameters(paramLabel = "DECISION", description = "pass, fail or ask_for_documents")
                    String decision,
            @Option(
                            names = "--reason",
                            required = true,
                            description = "Stays with the verification.")
                    String reason) {
        JsonNode decided =
                options.client(Service.FLOW)
                        .post(
                                path(id) + "/decision",
                                OperatorClient.JSON
                                        .createObjectNode()
                                        .put("decision", decision)
                                        .put("reason", reason));
        return options.print(decided, line(decided));
    }

    private static String line(JsonNode review) {
        return "%s  %-18s  %s/%s  %s%n"
                .formatted(
                        review.path("verification_id").asText(),
                        review.path("status").asText(),
                        review.path("app_handle").asText(),
                        review.path("user_handle").asText(),
                        review.path("tags"));
    }

    private static String path(String id) {
        return PATH + "/" + OperatorClient.encoded(id);
    }
}
