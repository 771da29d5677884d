package dev.kycplatform.flow.check;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one side says of an entity; nothing blank in it. Names are as they were said, blanks around them included. */
public record Particulars(Map<Particular, String> said) {
    public Particulars {
        var present = new EnumMap<Particular, String>(Particular.class);
        said.forEach(
                (particular, value) -> {
                    if (!value.isBlank()) {
                        present.put(particular, particular.isName() ? value : value.strip());
                    }
                });
        said = Map.copyOf(present);
    }

    public Optional<String> get(Particular particular) {
        return Optional.ofNullable(said.get(particular));
    }

    public boolean has(Particular particular) {
        return said.containsKey(particular);
    }

    /** Those that are said, in the order asked for, joined by spaces; empty if none is. */
    Optional<String> joined(Particular... particulars) {
        var text =
                Stream.of(particulars)
                        .flatMap(it -> get(it).stream())
                        .collect(Collectors.joining(" "));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "Particulars" + said.keySet();
    }
}
