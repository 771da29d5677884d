package dev.kycplatform.contracts.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The registry of ID types: the rows of {@code id-types.tsv}, in file order. Adding an ID type is
 * adding a row.
 */
public final class IdTypes {
    private static final String RESOURCE = "id-types.tsv";
    private static final int COLUMNS = 10;

    private final Map<String, IdType> byCountryAndName;

    private IdTypes(Map<String, IdType> byCountryAndName) {
        this.byCountryAndName = byCountryAndName;
    }

    /** @throws IllegalStateException naming the line, if a row is malformed or stands twice */
    public static IdTypes load() {
        try (var stream = IdTypes.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IdTypes parse(List<String> lines) {
        var types = new LinkedHashMap<String, IdType>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var type = row(line, number);
            if (types.put(key(type.country(), type.name()), type) != null) {
                throw broken(number, "the ID type stands twice");
            }
        }
        return new IdTypes(types);
    }

    public Optional<IdType> find(String country, String name) {
        return Optional.ofNullable(byCountryAndName.get(key(country, name)));
    }

    public List<IdType> all() {
        return List.copyOf(byCountryAndName.values());
    }

    /** Those that partners have: what is listed, and what can be asked for from outside. */
    public IdTypes forPartners() {
        var partners = new LinkedHashMap<String, IdType>();
        byCountryAndName.forEach(
                (key, type) -> {
                    if (type.audience() == Audience.PARTNERS) {
                        partners.put(key, type);
                    }
                });
        return new IdTypes(partners);
    }

    private static IdType row(String line, int number) {
        var cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw broken(
                    number, "expected " + COLUMNS + " tab-separated cells, got " + cells.length);
        }
        var type =
                new IdType(
                        cells[0],
                        cells[1],
                        cells[2],
                        format(cells[3], cells[4], number),
                        cells[5],
                        words(cells[6]),
                        returned(cells[7], number),
                        cells[8],
                        audience(cells[9], number));
        if (!type.isWellFormed(type.sample()) || !type.isTestNumber(type.sample())) {
            throw broken(number, "the sample has no digit or is not of the format");
        }
        if (type.audience() == Audience.PARTNERS
                && !type.returned().stream().allMatch(PersonalField::isForPartners)) {
            throw broken(number, "partners are told the fields of their contract only");
        }
        return type;
    }

    private static NumberFormat format(String expression, String flags, int line) {
        try {
            return new NumberFormat(expression, isAnyCase(flags, line));
        } catch (IllegalArgumentException e) {
            throw broken(line, "the format is not one: " + e.getMessage());
        }
    }

    private static boolean isAnyCase(String flags, int line) {
        return switch (flags) {
            case "" -> false;
            case "i" -> true;
            default -> throw broken(line, "expected i or nothing as flags, got " + flags);
        };
    }

    private static Audience audience(String name, int line) {
        return Audience.ofDataName(name)
                .orElseThrow(() -> broken(line, "expected partners or flows, got " + name));
    }

    private static Set<PersonalField> returned(String names, int line) {
        var fields = EnumSet.noneOf(PersonalField.class);
        for (var name : words(names)) {
            fields.add(
                    PersonalField.ofDataName(name)
                            .orElseThrow(() -> broken(line, "no returned field " + name)));
        }
        return Collections.unmodifiableSet(fields);
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(","));
    }

    private static String key(String country, String name) {
        return country + "/" + name;
    }

    private static IllegalStateException broken(int line, String why) {
        return new IllegalStateException(RESOURCE + ", line " + line + ": " + why);
    }
}
