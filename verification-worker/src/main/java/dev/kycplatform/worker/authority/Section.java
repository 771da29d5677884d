package dev.kycplatform.worker.authority;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys and values of one place in a connector file. Whatever is not as expected becomes a problem that names
 * the line; reading goes on, so that one start tells everything that is wrong. A key that nobody asked for by the
 * time {@link #close} is called is a problem, too.
 */
final class Section implements AutoCloseable {
    private final String path;
    private final Node node;
    private final Problems problems;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    Section(String path, Node node, Problems problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                var key = entry.getKeyNode();
                if (!(key instanceof ScalarNode name)) {
                    problems.add(key, path, "a name as key");
                } else if (entries.put(name.getValue(), entry.getValueNode()) != null) {
                    problems.add(key, at(name.getValue()), "this key once");
                }
            }
        } else {
            problems.add(node, path, "keys and values");
        }
    }

    /** Everything wrong with one file. */
    static final class Problems {
        private final String file;
        private final List<String> all = new ArrayList<>();

        Problems(String file) {
            this.file = file;
        }

        void add(Node at, String path, String expected) {
            add(at.getStartMark().getLine() + 1, path, expected);
        }

        void add(int line, String path, String expected) {
            var where = path.isEmpty() ? "" : path + ": ";
            all.add("%s, line %d: %sexpected %s".formatted(file, line, where, expected));
        }

        List<String> all() {
            return List.copyOf(all);
        }
    }

    /** Reports every key that was not asked for. */
    @Override
    public void close() {
        entries.forEach(
                (key, value) -> {
                    if (!known.contains(key)) {
                        problems.add(value, at(key), "one of the keys " + String.join(", ", known));
                    }
                });
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    Optional<Section> section(String key) {
        return node(key).map(value -> new Section(at(key), value, problems));
    }

    Optional<Section> requiredSection(String key) {
        return required(key, section(key), "keys and values");
    }

    Optional<String> text(String key) {
        return parsed(key, "text", text -> text);
    }

    Optional<String> requiredText(String key) {
        return required(key, text(key), "text");
    }

    Optional<Expression> expression(String key) {
        return parsed(key, "an expression", Expression::parse);
    }

    Optional<Duration> duration(String key) {
        var expected = "a duration above zero, such as 500ms or 10s";
        return parsed(key, expected, text -> positive(new DurationConverter().convert(text)));
    }

    OptionalInt wholeNumber(String key, int lowest, int highest) {
        var expected = "a whole number from %d to %d".formatted(lowest, highest);
        return parsed(key, expected, text -> within(Integer.parseInt(text), lowest, highest))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** Every key of this section with its value, in the order they stand. */
    <T> Map<String, T> all(String expected, Function<String, T> parser) {
        var all = new LinkedHashMap<String, T>();
        for (var key : keys()) {
            parsed(key, expected, parser).ifPresent(value -> all.put(key, value));
        }
        return all;
    }

    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** A list of texts; one text is a list of one. */
    <T> List<T> list(String key, String expected, Function<String, T> parser) {
        var value = node(key);
        var items =
                value.map(it -> it instanceof SequenceNode list ? list.getValue() : List.of(it))
                        .orElseGet(List::of);
        var all = new ArrayList<T>();
        for (var item : items) {
            scalar(item, at(key), expected, parser).ifPresent(all::add);
        }
        return all;
    }

    /**
     * A text that {@code parser} takes.
     *
     * @param parser throws {@link IllegalArgumentException}, whose message says what was expected if it is not
     *     the usual
     */
    <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        return node(key).flatMap(value -> scalar(value, at(key), expected, parser));
    }

    /** What is wrong with a value that could be read. */
    void refuse(String key, String expected) {
        problems.add(Optional.ofNullable(entries.get(key)).orElse(node), at(key), expected);
    }

    <T> Optional<T> required(String key, Optional<T> value, String expected) {
        if (!has(key)) {
            problems.add(node, at(key), expected + ", which is missing");
        }
        return value;
    }

    Problems problems() {
        return problems;
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> Optional<T> scalar(
            Node value, String at, String expected, Function<String, T> parser) {
        if (!(value instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || scalar.getValue().isBlank()) {
            problems.add(value, at, expected);
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(scalar.getValue()));
        } catch (NumberFormatException _) {
            problems.add(value, at, expected);
        } catch (IllegalArgumentException e) {
            var message = e.getMessage();
            problems.add(value, at, message == null ? expected : expected + ", got: " + message);
        }
        return Optional.empty();
    }

    private static Duration positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("none");
        }
        return duration;
    }

    private static int within(int number, int lowest, int highest) {
        if (number < lowest || number > highest) {
            throw new NumberFormatException();
        }
        return number;
    }
}
