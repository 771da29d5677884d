package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ProcessException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Records nobody could handle. Each service has its own; a list names which. */
@Command(
        name = "dead-letters",
        description = "Lists records nobody could handle, shows one, puts them back.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class DeadLetters extends OperatorCommand {
    private static final String PATH = "/admin/dead-letters";
    private static final List<Service> SERVICES =
            List.of(Service.WORKER, Service.DISPATCHER, Service.FLOW);

    /** Which letters. */
    static final class Filter {
        @Option(names = "--topic", description = "Only those that came from it, as kyc.jobs.")
        private @Nullable String topic;

        @Option(names = "--cause", description = "Only those that died of it, as SEAL_BROKEN.")
        private @Nullable String cause;

        @Option(
                names = "--since",
                description = "Only those since then, as 2026-01-31T12:00:00Z; else of seven days.")
        private @Nullable String since;

        private Map<String, String> named() {
            Map<String, String> named = new TreeMap<>();
            put(named, "topic", topic);
            put(named, "cause", cause);
            put(named, "since", since);
            return named;
        }

        private static void put(Map<String, String> named, String name, @Nullable String value) {
            if (value != null) {
                named.put(name, value);
            }
        }
    }

    @Command(description = "Lists dead letters of all services, oldest first.")
    int list(
            @ArgGroup(exclusive = false) @Nullable Filter filter,
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            description =
                                    "How many of a service at most; ${DEFAULT-VALUE} unless said.")
                    int limit) {
        StringBuilder path = new StringBuilder(PATH + "?limit=" + limit);
        named(filter)
                .forEach(
                        (name, value) ->
                                path.append("&")
                                        .append(name)
                                        .append("=")
                                        .append(OperatorClient.encoded(value)));
        ArrayNode letters = OperatorClient.JSON.createArrayNode();
        List<JsonNode> pages = new ArrayList<>();
        int code = askAll(service -> pages.add(options.client(service).get(path.toString())));
        pages.forEach(page -> page.path("letters").forEach(letters::add));
        boolean isWhole = pages.stream().allMatch(page -> page.path("complete").asBoolean());
        options.print(letters, DeadLetterText.list(letters, isWhole));
        return code;
    }

    @Command(description = "Shows one dead letter: its headers, size and cause.")
    int show(
            @Parameters(
                            paramLabel = "SERVICE",
                            description = "worker, dispatcher or flow, as list says.")
                    String service,
            @Parameters(paramLabel = "ID", description = "As list says.") String id,
            @Option(
                            names = "--bytes",
                            description =
                                    "Its value too, in base64 and hex; this goes into the audit.")
                    boolean bytes,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        OperatorClient client = options.client(named(service));
        JsonNode letter =
                bytes ? client.post(path(id) + "/open", body(reason)) : client.get(path(id));
        return options.print(letter, DeadLetterText.one(letter));
    }

    @Command(
            description =
                    "Puts one back to the topic it came from, or with --all every one that fits and was not before.")
    int redrive(
            @Parameters(paramLabel = "SERVICE", arity = "0..1", description = "As list says.")
                    @Nullable String service,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "As list says.")
                    @Nullable String id,
            @Option(names = "--all", description = "Those of all services that fit.") boolean all,
            @ArgGroup(exclusive = false) @Nullable Filter filter,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        if (all == (id != null) || all == (service != null) || !all && filter != null) {
            throw misused("name a service and an id, or --all and which");
        }
        if (service != null && id != null) {
            JsonNode letter =
                    options.client(named(service)).post(path(id) + "/redrive", body(reason));
            return options.print(
                    letter, "Put back to %s.%n".formatted(letter.path("topic").asText()));
        }
        return redriveAll(filter, reason);
    }

    private int redriveAll(@Nullable Filter filter, @Nullable String reason) {
        ObjectNode told = OperatorClient.JSON.createObjectNode();
        StringBuilder text = new StringBuilder();
        ObjectNode body = body(reason);
        named(filter).forEach(body::put);
        int code =
                askAll(
                        service ->
                                told.set(
                                        service.label(),
                                        options.client(service).post(PATH + "/redrive", body)));
        told.properties()
                .forEach(redriven -> text.append(redriven(redriven.getKey(), redriven.getValue())));
        options.print(told, text.toString());
        return code;
    }

    private static String redriven(String service, JsonNode redriven) {
        return "%s: %d put back%s%n"
                .formatted(
                        service,
                        redriven.path("redriven").asInt(),
                        redriven.path("complete").asBoolean()
                                ? ""
                                : "; there are more, run it again");
    }

    /** What one service does not tell does not keep the others from it; then the command fails. */
    private static int askAll(Consumer<Service> question) {
        int code = CommandLine.ExitCode.OK;
        for (Service service : SERVICES) {
            try {
                question.accept(service);
            } catch (ProcessException e) {
                System.err.println(
                        "(of the %s nothing is known: %s)"
                                .formatted(service.label(), e.getMessage()));
                code = CommandLine.ExitCode.SOFTWARE;
            }
        }
        return code;
    }

    private static Map<String, String> named(@Nullable Filter filter) {
        return filter == null ? Map.of() : filter.named();
    }

    /** By its short name, or as its letters name it. */
    private static Service named(String name) {
        return SERVICES.stream()
                .filter(service -> service.label().equals(name) || service.module().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProcessException(
                                        "%s has no dead letters; known are %s"
                                                .formatted(
                                                        name,
                                                        Arrays.toString(
                                                                SERVICES.stream()
                                                                        .map(Service::label)
                                                                        .toArray()))));
    }

    private static String path(String id) {
        return PATH + "/" + OperatorClient.encoded(id);
    }
}
