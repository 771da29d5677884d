package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.worker.authority.AnswerRules.Meaning;
import dev.kycplatform.worker.authority.AnswerRules.Rule;
import io.vertx.core.http.HttpMethod;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads connector files and says everything that is wrong with one at once, naming the line. How a file is
 * written stands in {@code docs/adding-an-authority.md}.
 */
final class ConnectorReader {
    private static final int MOST_CONCURRENCY = 100_000;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final int DEEPEST_TEMPLATE = 50;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** What the connection itself needs; a file that sets them would break it. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection");

    private final Settings settings;
    private final Defaults defaults;

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
                return new Connector(
                        authority,
                        types.stream().map(Connectors::key).collect(Collectors.toSet()),
                        limits(),
                        timeouts(),
                        authentication(),
                        mutualTls(),
                        request(types),
                        answers(),
                        mapping());
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

        // --- who we are ----------------------------------------------------------------------

        private Authentication authentication() {
            var none = new Authentication.None();
            var value = top.node("authentication");
            top.required("authentication", value, "none, api-key, basic or oauth2");
            if (value.isEmpty() || isNone(value.get())) {
                return none;
            }
            return top.section("authentication")
                    .map(
                            section -> {
                                try (section) {
                                    return authentication(section);
                                }
                            })
                    .orElse(none);
        }

        private Authentication authentication(Section section) {
            var apiKey = section.section("api-key").map(this::apiKey);
            var basic = section.section("basic").map(this::basic);
            var credentials = section.section("oauth2").map(this::clientCredentials);
            var given = Stream.of(apiKey, basic, credentials).flatMap(Optional::stream).toList();
            if (given.size() != 1) {
                top.refuse("authentication", "one of api-key, basic and oauth2, or none");
            }
            return given.isEmpty() ? new Authentication.None() : given.getFirst();
        }

        private Authentication apiKey(Section section) {
            try (section) {
                var header =
                        section.required(
                                        "header",
                                        section.parsed("header", "a header", File::header),
                                        "a header")
                                .orElse("");
                return new Authentication.ApiKey(header, secret(section, "key"));
            }
        }

        private Authentication basic(Section section) {
            try (section) {
                return new Authentication.Basic(
                        resolved(section, "user"), secret(section, "password"));
            }
        }

        private Authentication clientCredentials(Section section) {
            try (section) {
                return new Authentication.ClientCredentials(
                        URI.create(address(section, "token-url")),
                        resolved(section, "client-id"),
                        secret(section, "client-secret"),
                        section.text("scope"),
                        section.parsed("secret-in", "header or form", File::isForm).orElse(false));
            }
        }

        private static boolean isForm(String where) {
            return switch (where) {
                case "form" -> true;
                case "header" -> false;
                default -> throw new IllegalArgumentException(where);
            };
        }

        private Optional<Authentication.MutualTls> mutualTls() {
            return top.section("mutual-tls")
                    .map(
                            section -> {
                                try (section) {
                                    return new Authentication.MutualTls(
                                            file(section, "certificate"),
                                            file(section, "key"),
                                            section.has("trusted")
                                                    ? Optional.of(file(section, "trusted"))
                                                    : Optional.empty());
                                }
                            });
        }

        private Path file(Section section, String key) {
            var path = Path.of(resolved(section, key));
            if (!path.toString().isEmpty() && !Files.isReadable(path)) {
                section.refuse(key, "the path of a readable file");
            }
            return path;
        }

        /** Never in the file itself, which is data that people pass around. */
        private String secret(Section section, String key) {
            var expected = "the name of a setting, as ${name}: secrets do not stand in this file";
            return section.required(
                            key,
                            section.parsed(
                                    key,
                                    expected,
                                    text -> {
                                        if (!Settings.REFERENCE.matcher(text).matches()) {
                                            // What stands there may be a secret.
                                            throw new NumberFormatException();
                                        }
                                        return settings.resolve(text);
                                    }),
                            expected)
                    .orElse("");
        }

        private String resolved(Section section, String key) {
            return section.required(key, section.parsed(key, "text", settings::resolve), "text")
                    .orElse("");
        }

        private String address(Section section, String key) {
            return section.required(
                            key,
                            section.parsed(key, "an absolute URL", this::absolute),
                            "an absolute URL")
                    .orElse("http://localhost");
        }

        private String absolute(String text) {
            var address = settings.resolve(text);
            var url = URI.create(Settings.REFERENCE.matcher(address).replaceAll("x"));
            if (url.getHost() == null || !isWeb(url.getScheme())) {
                throw new IllegalArgumentException(text);
            }
            if (!defaults.isPlaintextAllowed() && !"https".equalsIgnoreCase(url.getScheme())) {
                throw new IllegalArgumentException("plaintext, while kyc.hardened is true");
            }
            return address;
        }

        private static boolean isWeb(String scheme) {
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        }

        // --- what we ask ---------------------------------------------------------------------

        private RequestTemplate request(List<IdType> types) {
            var nothing =
                    new RequestTemplate(
                            HttpMethod.GET,
                            new Template(List.of()),
                            Map.of(),
                            Map.of(),
                            new RequestTemplate.Body.None(),
                            "*/*");
            return top.requiredSection("request")
                    .map(
                            section -> {
                                try (section) {
                                    return request(section, types);
                                }
                            })
                    .orElse(nothing);
        }

        private RequestTemplate request(Section section, List<IdType> types) {
            var method =
                    section.parsed("method", "GET, POST or PUT", File::method)
                            .orElse(HttpMethod.POST);
            var url =
                    section.required(
                                    "url",
                                    section.parsed("url", "an absolute URL", this::url),
                                    "an absolute URL")
                            .orElse(new Template(List.of()));
            requireComplete(section, url, types);
            return new RequestTemplate(
                    method,
                    url,
                    templates(section, "query"),
                    headers(section),
                    body(section, method),
                    format().accepted());
        }

        private static HttpMethod method(String name) {
            return switch (name) {
                case "GET" -> HttpMethod.GET;
                case "POST" -> HttpMethod.POST;
                case "PUT" -> HttpMethod.PUT;
                default -> throw new IllegalArgumentException(name);
            };
        }

        /** The host is never computed: no value may choose who is asked. */
        private Template url(String text) {
            var template = Template.parse(settings.resolve(text));
            if (template.parts().isEmpty()
                    || !(template.parts().getFirst() instanceof Template.Part.Literal(var start))
                    || (template.parts().size() > 1 && !start.matches("https?://[^/]+/.*"))) {
                throw new IllegalArgumentException("a host that is computed, or none");
            }
            absolute(start);
            return template;
        }

        /** A URL with a hole asks something else. */
        private void requireComplete(Section section, Template url, List<IdType> types) {
            for (var type : types) {
                var inputs =
                        type.requiredInputs().stream()
                                .collect(Collectors.toMap(it -> it, _ -> "x"));
                Map<String, Object> question =
                        Map.of(
                                "country", type.country(),
                                "id_type", type.name(),
                                "id_number", type.sample(),
                                "inputs", inputs);
                try {
                    if (!url.isComplete(question)) {
                        section.refuse(
                                "url",
                                "only values that every request has; one is missing for "
                                        + Connectors.key(type));
                    }
                } catch (UnreadableAnswerException _) {
                    section.refuse("url", "expressions that can be evaluated");
                }
            }
        }

        private Map<String, Template> templates(Section section) {
            return section.all("text", text -> Template.parse(settings.resolve(text)));
        }

        private Map<String, Template> templates(Section section, String key) {
            return section.section(key).map(this::templates).orElse(Map.of());
        }

        private Map<String, Template> headers(Section section) {
            var headers = section.section("headers");
            headers.ifPresent(
                    all ->
                            all.keys()
                                    .forEach(
                                            name -> {
                                                try {
                                                    header(name);
                                                } catch (IllegalArgumentException _) {
                                                    all.refuse(name, "a header that may be set");
                                                }
                                            }));
            return headers.map(this::templates).orElse(Map.of());
        }

        private static String header(String name) {
            if (!HEADER.matcher(name).matches()
                    || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(name);
            }
            return name;
        }

        private RequestTemplate.Body body(Section section, HttpMethod method) {
            var given = new ArrayList<RequestTemplate.Body>();
            section.node("json")
                    .ifPresent(
                            tree ->
                                    given.add(
                                            new RequestTemplate.Body.Json(
                                                    json(section, tree, section.at("json"), 0))));
            section.section("form")
                    .ifPresent(form -> given.add(new RequestTemplate.Body.Form(templates(form))));
            section.parsed(
                            "xml",
                            "an XML document",
                            xml -> XmlTemplate.parse(settings.resolve(xml)))
                    .ifPresent(document -> given.add(new RequestTemplate.Body.Xml(document)));
            if (given.size() > 1) {
                section.refuse("json", "only one of json, form and xml");
            }
            if (!given.isEmpty() && method == HttpMethod.GET) {
                section.refuse("method", "POST or PUT, where the request has a body");
            }
            return given.isEmpty() ? new RequestTemplate.Body.None() : given.getFirst();
        }

        private Object json(Section section, Node tree, String path, int depth) {
            if (depth > DEEPEST_TEMPLATE) {
                section.problems().add(tree, path, "less nesting");
                return "";
            }
            return switch (tree) {
                case MappingNode _ -> {
                    var inner = new Section(path, tree, section.problems());
                    var keys = new LinkedHashMap<String, Object>();
                    for (var key : inner.keys()) {
                        inner.node(key)
                                .ifPresent(
                                        value ->
                                                keys.put(
                                                        key,
                                                        json(
                                                                section,
                                                                value,
                                                                inner.at(key),
                                                                depth + 1)));
                    }
                    yield keys;
                }
                case SequenceNode list ->
                        list.getValue().stream()
                                .map(item -> json(section, item, path, depth + 1))
                                .toList();
                case ScalarNode scalar -> json(section, scalar, path);
                default -> {
                    section.problems().add(tree, path, "keys, a list or a value");
                    yield "";
                }
            };
        }

        private Object json(Section section, ScalarNode scalar, String path) {
            var text = scalar.getValue();
            try {
                if (scalar.getTag().equals(Tag.BOOL)) {
                    return Boolean.valueOf(text.equalsIgnoreCase("true"));
                }
                if (scalar.getTag().equals(Tag.INT)) {
                    return Long.valueOf(text);
                }
                if (scalar.getTag().equals(Tag.FLOAT)) {
                    return new BigDecimal(text);
                }
                if (scalar.getTag().equals(Tag.NULL)) {
                    throw new IllegalArgumentException(
                            "nothing; a key without a value is left out");
                }
                return Template.parse(settings.resolve(text));
            } catch (IllegalArgumentException e) {
                section.problems().add(scalar, path, "a value, got: " + e.getMessage());
                return "";
            }
        }

        // --- what it says --------------------------------------------------------------------

        private AnswerFormat format() {
            return top.section("answers")
                    .flatMap(answers -> answers.text("format"))
                    .flatMap(AnswerFormat::ofDataName)
                    .orElse(AnswerFormat.JSON);
        }

        private AnswerRules answers() {
            return top.requiredSection("answers")
                    .map(
                            section -> {
                                try (section) {
                                    return answers(section);
                                }
                            })
                    .orElse(new AnswerRules(AnswerFormat.JSON, List.of()));
        }

        private AnswerRules answers(Section section) {
            var format =
                    section.required(
                                    "format",
                                    section.parsed("format", "json or xml", File::answerFormat),
                                    "json or xml")
                            .orElse(AnswerFormat.JSON);
            var rules = new ArrayList<Rule>();
            for (var meaning : Meaning.values()) {
                var key = meaning.name().toLowerCase(Locale.ROOT).replace('_', '-');
                var rule = section.section(key).map(said -> rule(said, meaning));
                if (meaning == Meaning.FOUND || meaning == Meaning.NOT_FOUND) {
                    section.required(key, rule, "status and when");
                }
                rule.ifPresent(rules::add);
            }
            return new AnswerRules(format, List.copyOf(rules));
        }

        private static AnswerFormat answerFormat(String name) {
            return AnswerFormat.ofDataName(name)
                    .orElseThrow(() -> new IllegalArgumentException(name));
        }

        private Rule rule(Section section, Meaning meaning) {
            try (section) {
                var expected = "an HTTP status or a list of them";
                section.required("status", section.node("status"), expected);
                var statuses = Set.copyOf(section.list("status", expected, File::status));
                var when = section.expression("when");
                if (meaning != Meaning.FOUND && !section.has("when")) {
                    section.required(
                            "when",
                            when,
                            "an expression over the body (a bare status may come from anything on"
                                    + " the way)");
                }
                return new Rule(meaning, statuses, when);
            }
        }

        private static Integer status(String text) {
            var status = Integer.valueOf(text);
            if (status < 200 || status > 599) {
                throw new NumberFormatException();
            }
            return status;
        }

        private AnswerMapping mapping() {
            return top.requiredSection("mapping")
                    .map(
                            section -> {
                                try (section) {
                                    return mapping(section);
                                }
                            })
                    .orElse(new AnswerMapping(List.of(), Optional.empty()));
        }

        private AnswerMapping mapping(Section section) {
            var fields = new ArrayList<AnswerMapping.Field>();
            for (var standard : PersonalField.values()) {
                field(section, standard).ifPresent(fields::add);
            }
            var signals = section.expression("signals");
            if (fields.isEmpty()) {
                top.refuse("mapping", "at least one standard field");
            }
            return new AnswerMapping(List.copyOf(fields), signals);
        }

        private Optional<AnswerMapping.Field> field(Section section, PersonalField standard) {
            var key = standard.dataName();
            var value = section.node(key);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get() instanceof ScalarNode) {
                return section.expression(key)
                        .map(from -> new AnswerMapping.Field(standard, from, new ValueForm.Text()));
            }
            return section.section(key)
                    .flatMap(
                            said -> {
                                try (said) {
                                    var from =
                                            said.required(
                                                    "from",
                                                    said.expression("from"),
                                                    "an expression over the body");
                                    var form =
                                            said.required(
                                                    "as",
                                                    said.parsed("as", FORMS, File::form),
                                                    FORMS);
                                    return from.flatMap(
                                            where ->
                                                    form.map(
                                                            as ->
                                                                    new AnswerMapping.Field(
                                                                            standard, where, as)));
                                }
                            });
        }

        private static final String FORMS =
                "text, gender, image, surname first, or date and a pattern such as date uuuu-MM-dd";

        private static ValueForm form(String written) {
            return ValueForm.parse(written)
                    .orElseThrow(() -> new IllegalArgumentException(written));
        }

        private static boolean isNone(Node value) {
            return value instanceof ScalarNode scalar && scalar.getValue().equals("none");
        }
    }
}
