package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ProcessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far behind consumers are. Each service knows its own groups. */
@Command(
        name = "lag",
        description =
                "Shows how far behind consumers are, in records and in time, again and again until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class Lag implements Callable<Integer> {
    private static final List<Service> SERVICES =
            List.of(Service.WORKER, Service.DISPATCHER, Service.FLOW);

    /** To the top left, and nothing below. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Option(names = "--once", description = "Shows it once and ends; 1 if a service does not tell.")
    private boolean once;

    @Option(names = "--partitions", description = "A line for each partition, not for each topic.")
    private boolean partitions;

    @Option(
            names = "--every",
            defaultValue = "PT2S",
            description = "How often, as PT5S; ${DEFAULT-VALUE} unless said.")
    private Duration every = Duration.ZERO;

    @Override
    public Integer call() throws InterruptedException {
        if (once) {
            return show("");
        }
        while (true) {
            show(CLEAR);
            Thread.sleep(every);
        }
    }

    /** What one service does not tell does not hide what the others do. */
    private int show(String before) {
        ArrayNode lines = OperatorClient.JSON.createArrayNode();
        List<String> silent = new ArrayList<>();
        for (Service service : SERVICES) {
            try {
                JsonNode told = options.client(service).get("/admin/lag");
                for (JsonNode line : told.path("partitions")) {
                    lines.add(((ObjectNode) line).put("at", told.path("at").asText()));
                }
            } catch (ProcessException e) {
                silent.add(
                        "(of the %s nothing is known: %s)"
                                .formatted(service.label(), e.getMessage()));
            }
        }
        options.print(lines, before + LagText.of(lines, partitions));
        silent.forEach(System.err::println);
        return silent.isEmpty() ? 0 : 1;
    }
}
