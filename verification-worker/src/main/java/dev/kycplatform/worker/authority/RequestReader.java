package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads what an authority is asked. */
final class RequestReader {
    private static final int DEEPEST_TEMPLATE = 50;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** What the connection itself needs; a file that sets them would break it. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection");

    private final Section top;
    private final Settings settings;
    private final AddressRule addresses;

    /** @param top the whole file */
    RequestReader(Section top, Settings settings, AddressRule addresses) {
        this.top = top;
        this.settings = settings;
        this.addresses = addresses;
    }

    /** @param types that are asked about: the request must be whole for each */
    RequestTemplate request(List<IdType> types) {
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
                section.parsed("method", "GET, POST or PUT", RequestReader::method)
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
                AnswerRulesReader.format(top).accepted());
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
        addresses.absolute(start);
        return template;
    }

    /** A URL with a hole asks something else. */
    private void requireComplete(Section section, Template url, List<IdType> types) {
        for (var type : types) {
            var inputs =
                    type.requiredInputs().stream().collect(Collectors.toMap(it -> it, _ -> "x"));
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

    /** @throws IllegalArgumentException unless it is one that a file may set */
    static String header(String name) {
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
        section.parsed("xml", "an XML document", xml -> XmlTemplate.parse(settings.resolve(xml)))
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
                throw new IllegalArgumentException("nothing; a key without a value is left out");
            }
            return Template.parse(settings.resolve(text));
        } catch (IllegalArgumentException e) {
            section.problems().add(scalar, path, "a value, got: " + e.getMessage());
            return "";
        }
    }
}
