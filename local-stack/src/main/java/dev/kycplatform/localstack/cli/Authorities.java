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
import picocli.CommandLine.Spec;

/** Says which ID authorities are asked: the worker's operator API at a terminal. */
@Command(
        name = "authority",
        description = {
            "Pauses ID authorities and lets them be asked again, by the worker's operator API.",
            "check FILE, which tries a connector file, has a --help of its own."
        },
        mixinStandardHelpOptions = true)
final class Authorities implements Runnable {
    private static final String PATH = "/admin/authorities";

    @Mixin private OperatorOptions options = new OperatorOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which? pause NAME, resume NAME or paused");
    }

    @Command(
            description =
                    "Nobody asks it from a few seconds from now on; its jobs wait, visibly parked.",
            mixinStandardHelpOptions = true)
    int pause(
            @Parameters(paramLabel = "NAME", description = "As its connector file says: ng-nibss.")
                    String name,
            @Option(names = "--reason", required = true, description = "Kept in the audit.")
                    String reason) {
        ObjectNode body = OperatorClient.JSON.createObjectNode().put("reason", reason);
        return print(client().post(path(name), body));
    }

    @Command(
            description = "It is asked again; what waits for it goes at its own rate.",
            mixinStandardHelpOptions = true)
    int resume(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reason", description = "Kept in the audit.")
                    @Nullable String reason) {
        client().delete(path(name) + OperatorCommand.query(reason));
        return paused();
    }

    @Command(description = "Those that are paused.", mixinStandardHelpOptions = true)
    int paused() {
        return print(client().get(PATH + "/paused"));
    }

    private OperatorClient client() {
        return options.client(Service.WORKER);
    }

    private static String path(String name) {
        return PATH + "/" + OperatorClient.encoded(name) + "/pause";
    }

    private int print(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode one : answer.path("paused")) {
            text.append(
                    "%s  paused %s by %s: %s%n"
                            .formatted(
                                    one.path("authority").asText(),
                                    one.path("paused_at").asText(),
                                    one.path("paused_by").asText(),
                                    one.path("reason").asText()));
        }
        return options.print(answer, text.isEmpty() ? "none is paused\n" : text.toString());
    }
}
