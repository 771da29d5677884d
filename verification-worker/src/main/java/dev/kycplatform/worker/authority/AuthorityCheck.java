package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.deployment.SystemClock;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.Lookup;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./kyc authority check}: reads one connector file, asks its authority about one number, and prints what
 * was sent, what came back and what became of it. Nothing personal is printed, only its {@linkplain Shape shape}.
 */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tries a connector file against its authority; prints no personal data.")
public final class AuthorityCheck implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The connector file.")
    private Path file = Path.of("");

    @Option(names = "--id-number", required = true, description = "The number to ask about.")
    private String idNumber = "";

    @Option(
            names = "--id-type",
            paramLabel = "COUNTRY/ID_TYPE",
            description = "One of those the file serves; if it is not said, the only one.")
    private Optional<String> idType = Optional.empty();

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "A further input, such as first_name=Joe; may be repeated.")
    private Map<String, String> inputs = new TreeMap<>();

    /** What is shorter is no secret, and stands in much else. */
    private static final int SHORTEST_SECRET = 4;

    private final PrintStream out;

    /** What the file names instead of saying, by what it stands for: some of it is secret. */
    private final Map<String, String> named = new HashMap<>();

    AuthorityCheck(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new AuthorityCheck(out)).execute(arguments));
    }

    /** @return 0 if the authority gave an answer, be it that nobody has the number */
    @Override
    public Integer call() throws IOException {
        var config =
                new SmallRyeConfigBuilder()
                        .addDefaultSources()
                        .withMapping(WorkerConfig.class)
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .build();
        var worker = config.getConfigMapping(WorkerConfig.class);
        var idTypes = IdTypes.load();
        if (!Files.isReadable(file)) {
            out.println(file + ": expected a readable connector file");
            return ExitCode.USAGE;
        }
        var reading =
                Connectors.reader(worker, true, name -> setting(config, name))
                        .read(file.toString(), Files.readString(file), idTypes);
        return switch (reading) {
            case ConnectorReader.Reading.Invalid(var problems) -> {
                problems.forEach(out::println);
                yield ExitCode.USAGE;
            }
            case ConnectorReader.Reading.Valid(var connector) ->
                    check(connector, idTypes, worker.authority().largestAnswer());
        };
    }

    private Optional<String> setting(SmallRyeConfig config, String name) {
        var value = config.getOptionalValue(name, String.class);
        value.filter(it -> it.length() >= SHORTEST_SECRET)
                .filter(it -> !it.startsWith("http://") && !it.startsWith("https://"))
                .ifPresent(it -> named.put(it, "${" + name + "}"));
        return value;
    }

    /** Addresses are shown, all else that comes from settings by its name. */
    private String withNames(String text) {
        var shown = text;
        for (var value : named.entrySet()) {
            shown = shown.replace(value.getKey(), value.getValue());
        }
        return shown;
    }

    private int check(Connector connector, IdTypes idTypes, int largestAnswer) {
        var type = type(connector, idTypes);
        if (type.isEmpty()) {
            out.println("--id-type must be one of " + String.join(", ", connector.serves()));
            return ExitCode.USAGE;
        }
        print(connector, new Lookup(type.get(), Shape.of(idNumber), shapes(), Optional.empty()));
        var vertx = Vertx.vertx();
        try (var authority =
                new ConnectedAuthority(
                        vertx,
                        connector,
                        new AnswerRoom(largestAnswer, largestAnswer),
                        largestAnswer,
                        new AnswerReader(new RetryAfter(SystemClock.utc())),
                        exchange -> print(connector, exchange))) {
            return print(authority.ask(new Lookup(type.get(), idNumber, inputs, Optional.empty())));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Optional<IdType> type(Connector connector, IdTypes idTypes) {
        return idTypes.all().stream()
                .filter(type -> connector.serves().contains(Connectors.key(type)))
                .filter(
                        type ->
                                idType.map(Connectors.key(type)::equals)
                                        .orElse(connector.serves().size() == 1))
                .findFirst();
    }

    private Map<String, String> shapes() {
        return inputs.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Shape.of(it.getValue())));
    }

    /** @param lookup made of shapes, so that the request is the real one but for what is personal */
    private void print(Connector connector, Lookup lookup) {
        out.println("Request (" + connector.authentication() + ")");
        try {
            var message = connector.request().about(lookup);
            out.println("  " + message.method() + " " + withNames(message.url()));
            message.headers()
                    .forEach((name, value) -> out.println("  " + name + ": " + withNames(value)));
            indented(withNames(new String(message.body(), StandardCharsets.UTF_8)));
        } catch (UnsendableQuestionException | UnreadableAnswerException e) {
            out.println("  cannot be made: " + e.getMessage());
        }
    }

    private void print(Connector connector, Exchange exchange) {
        out.println("Answer");
        switch (exchange) {
            case Exchange.Unheard(var cause) -> out.println("  none: " + cause);
            case Exchange.Heard heard -> {
                out.println(
                        "  HTTP %d, %s, %d bytes"
                                .formatted(
                                        heard.status(),
                                        heard.contentType().orElse("no Content-Type"),
                                        heard.body().length));
                try {
                    var tree = connector.answers().format().read(heard);
                    indented(JsonTree.text(Shape.ofTree(tree.root())));
                } catch (UnreadableAnswerException e) {
                    out.println("  cannot be read: " + e.reason());
                }
            }
        }
    }

    private int print(Answer answer) {
        out.println("Meaning");
        return switch (answer) {
            case Answer.Found found -> {
                out.println("  found");
                found.person()
                        .signals()
                        .forEach(signal -> out.println("  signal: " + signal.dataName()));
                new TreeMap<>(found.person().told())
                        .forEach(
                                (field, value) ->
                                        out.println(
                                                "  " + field.dataName() + ": " + Shape.of(value)));
                yield ExitCode.OK;
            }
            case Answer.NotFound() -> {
                out.println("  not found");
                yield ExitCode.OK;
            }
            case Answer.Refused() -> {
                out.println("  refused");
                yield ExitCode.OK;
            }
            case Answer.Unavailable(var cause, var retryAfter) -> {
                out.println(
                        "  no answer: "
                                + cause
                                + retryAfter.map(it -> ", again in " + it).orElse(""));
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private void indented(String text) {
        text.lines().forEach(line -> out.println("  " + line));
    }
}
