package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads connector files and says everything that is wrong with one at once, naming the line. How a file is
 * written stands in {@code docs/adding-an-authority.md}.
 */
final class ConnectorReader {
    private static final int MOST_CONCURRENCY = 100_000;
    private static final int MOST_PER_SECOND = 1_000_000;

    private final Settings settings;
    private final Defaults defaults;
    private final AddressRule addresses;

    /**
     * What holds for a file that says nothing else.
     *
     * @param longest what connecting and answering may take together
     * @param isPlaintextAllowed whether an authority may be asked without TLS
     */
    record Defaults(
            int concurrency,
            Duration connectTimeout,
            Duration answerTimeout,
            Duration longest,
            boolean isPlaintextAllowed) {}

    ConnectorReader(Settings settings, Defaults defaults) {
        this.settings = settings;
        this.defaults = defaults;
        this.addresses = new AddressRule(settings, defaults.isPlaintextAllowed());
    }

    /** What came of reading. */
    sealed interface Reading {
        /** A connector that can be used. */
        record Valid(Connector connector) implements Reading {}

        /** At least one problem, each naming file, line and what was expected. */
        record Invalid(List<String> problems) implements Reading {}
    }

    /** @param idTypes what may be served */
    Reading read(String file, String yaml, IdTypes idTypes) {
        var problems = new Section.Problems(file);
        Node document;
        try {
            document = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.add(mark == null ? 1 : mark.getLine() + 1, "", "YAML, got: " + e.getProblem());
            return new Reading.Invalid(problems.all());
        } catch (ReaderException e) {
            var line = yaml.substring(0, e.getPosition()).lines().count();
            problems.add(Math.toIntExact(Math.max(1, line)), "", "YAML, got a control character");
            return new Reading.Invalid(problems.all());
        }
        if (document == null) {
            problems.add(1, "", "a connector, got an empty file");
            return new Reading.Invalid(problems.all());
        }
        var connector = new File(new Section("", document, problems), idTypes).connector();
        return problems.all().isEmpty()
                ? new Reading.Valid(connector)
                : new Reading.Invalid(problems.all());
    }

    /** One file; what cannot be read is replaced by something harmless, and the file is refused in the end. */
    private final class File {
        private final Section top;
        private final IdTypes idTypes;

        File(Section top, IdTypes idTypes) {
            this.top = top;
            this.idTypes = idTypes;
        }

        Connector connector() {
            try (top) {
                var authority = top.requiredText("authority").orElse("");
                var types = serves(authority);
                var authentication = new AuthenticationReader(top, settings, addresses);
                return new Connector(
                        authority,
                        types.stream().map(Connectors::key).collect(Collectors.toSet()),
                        limits(),
                        timeouts(),
                        authentication.authentication(),
                        authentication.mutualTls(),
                        new RequestReader(top, settings, addresses).request(types),
                        new AnswerRulesReader(top).answers(),
                        new AnswerMappingReader(top).mapping());
            }
        }

        private List<IdType> serves(String authority) {
            var expected = "ID types of the registry, each as country/id_type";
            top.required("serves", top.node("serves"), expected);
            if (top.node("serves")
                    .filter(it -> it instanceof SequenceNode list && list.getValue().isEmpty())
                    .isPresent()) {
                top.refuse("serves", "at least one ID type");
            }
            var types = new LinkedHashSet<IdType>();
            for (var type : top.list("serves", expected, this::idType)) {
                if (!types.add(type)) {
                    top.refuse("serves", Connectors.key(type) + " once");
                }
                if (!type.authority().equals(authority)) {
                    top.refuse(
                            "serves",
                            "ID types of %s; %s is of %s in the registry"
                                    .formatted(authority, Connectors.key(type), type.authority()));
                }
            }
            return List.copyOf(types);
        }

        private IdType idType(String key) {
            var cut = key.split("/", 2);
            return (cut.length == 2 ? idTypes.find(cut[0], cut[1]) : Optional.<IdType>empty())
                    .orElseThrow(() -> new IllegalArgumentException(key));
        }

        private Connector.Limits limits() {
            var usual = new Connector.Limits(defaults.concurrency(), OptionalInt.empty());
            return top.section("limits")
                    .map(
                            section -> {
                                try (section) {
                                    return new Connector.Limits(
                                            section.wholeNumber("concurrency", 1, MOST_CONCURRENCY)
                                                    .orElse(defaults.concurrency()),
                                            section.wholeNumber("per-second", 1, MOST_PER_SECOND));
                                }
                            })
                    .orElse(usual);
        }

        private Connector.Timeouts timeouts() {
            var usual = new Connector.Timeouts(defaults.connectTimeout(), defaults.answerTimeout());
            return top.section("timeouts")
                    .map(
                            section -> {
                                try (section) {
                                    var said =
                                            new Connector.Timeouts(
                                                    section.duration("connect")
                                                            .orElse(usual.connect()),
                                                    section.duration("answer")
                                                            .orElse(usual.answer()));
                                    if (said.whole().compareTo(defaults.longest()) > 0) {
                                        top.refuse(
                                                "timeouts",
                                                "together at most worker.parking.lease less 5 s, "
                                                        + defaults.longest());
                                    }
                                    return said;
                                }
                            })
                    .orElse(usual);
        }
    }
}
