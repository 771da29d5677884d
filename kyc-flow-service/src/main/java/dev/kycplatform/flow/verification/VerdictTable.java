package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;
import dev.kycplatform.flow.flow.OwnVerdicts;
import dev.kycplatform.flow.flow.Ruling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The verdict on a run's findings, by the rows of {@code verdicts.tsv}: another rule is another row. A flow may have rules of its own. */
public final class VerdictTable {
    private static final String RESOURCE = "verdicts.tsv";
    private static final int COLUMNS = 10;
    private static final String ALL_OTHERS = "*";

    private final Map<String, Ruled> rows;

    private VerdictTable(Map<String, Ruled> rows) {
        this.rows = rows;
    }

    /**
     * Which run it is.
     *
     * @param isResumed whether the app was asked for something before and has resumed
     * @param isDocumented whether a document was presented
     */
    public record Circumstances(boolean isBusiness, boolean isResumed, boolean isDocumented) {}

    private record Ruled(
            Verdict.Kind kind,
            Optional<KycAction> action,
            Optional<Verdict.Kind> onceResumed,
            Optional<Verdict.Kind> onceDocumented,
            List<String> tags,
            List<String> tagsOfBusiness,
            List<String> reasons) {
        /** @param asked where the authority asks for documents: what a document then does */
        Ruled instead(Ruling own, Ruled asked) {
            return switch (own) {
                case PASSED -> instead(Verdict.Kind.PASSED);
                case REVIEW -> instead(Verdict.Kind.REVIEW);
                case FAILED -> instead(Verdict.Kind.FAILED);
                case DOCUMENTS_REQUIRED ->
                        new Ruled(
                                Verdict.Kind.DOCUMENTS_REQUIRED,
                                action,
                                onceResumed,
                                onceDocumented.or(asked::onceDocumented),
                                tags,
                                tagsOfBusiness,
                                reasons);
            };
        }

        /** Whatever the app does about it. */
        private Ruled instead(Verdict.Kind other) {
            return new Ruled(
                    other,
                    action,
                    Optional.empty(),
                    Optional.empty(),
                    tags,
                    tagsOfBusiness,
                    reasons);
        }

        Verdict verdict(Circumstances run) {
            var resumed = run.isResumed() ? onceResumed : Optional.<Verdict.Kind>empty();
            var documented = run.isDocumented() ? onceDocumented : Optional.<Verdict.Kind>empty();
            var verdict = documented.or(() -> resumed).orElse(kind);
            return verdict == Verdict.Kind.PASSED
                    ? new Verdict(verdict, KycAction.ENTITY_DATA, List.of(), List.of())
                    : new Verdict(
                            verdict,
                            action.orElse(KycAction.ENTITY_DATA),
                            run.isBusiness() ? tagsOfBusiness : tags,
                            reasons);
        }
    }

    /** @throws IllegalStateException naming the line, if a row is malformed, stands twice or is missing */
    public static VerdictTable load(KycEnvironment environment) {
        try (var stream = VerdictTable.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList(), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static VerdictTable parse(List<String> lines, KycEnvironment environment) {
        var rows = new HashMap<String, Ruled>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw broken(number, "expected " + COLUMNS + " tab-separated cells");
            }
            if (rows.put(cells[0] + " " + cells[1], row(cells, number, environment)) != null) {
                throw broken(number, "the finding stands twice");
            }
        }
        var table = new VerdictTable(rows);
        table.requireComplete();
        return table;
    }

    /** The same table but for what the flow rules otherwise, whatever the ID type. */
    public VerdictTable under(OwnVerdicts own) {
        if (own.byFinding().isEmpty()) {
            return this;
        }
        var asked = required("signal=" + Signal.DOCUMENTS_REQUIRED.dataName());
        var changed = new HashMap<>(rows);
        changed.replaceAll(
                (key, row) ->
                        Optional.ofNullable(own.byFinding().get(key.split(" ", 2)[0]))
                                .map(ruling -> row.instead(ruling, asked))
                                .orElse(row));
        return new VerdictTable(changed);
    }

    /** The worst of what is ruled on each finding, with the tags and reasons of all that are not passed. */
    public Verdict verdict(List<Finding> findings, Circumstances run) {
        var all = findings.stream().map(finding -> ruled(finding).verdict(run)).toList();
        var worst =
                all.stream()
                        .max(Comparator.comparing(Verdict::kind))
                        .orElseThrow(() -> new IllegalStateException("a run without findings"));
        var tags = new LinkedHashSet<String>();
        var reasons = new LinkedHashSet<String>();
        all.forEach(
                one -> {
                    tags.addAll(one.tags());
                    reasons.addAll(one.reasons());
                });
        return new Verdict(worst.kind(), worst.action(), List.copyOf(tags), List.copyOf(reasons));
    }

    private Ruled ruled(Finding finding) {
        return switch (finding) {
            case Finding.Answered(var code, var idType) ->
                    find(code.wire(), idType)
                            .orElseThrow(() -> new IllegalStateException("no verdict on " + code));
            case Finding.Compared(var check, var outcome) -> required(key(check, outcome));
            case Finding.Signalled(var signal) -> required("signal=" + signal.dataName());
        };
    }

    private Optional<Ruled> find(String finding, String idType) {
        return Optional.ofNullable(rows.get(finding + " " + idType))
                .or(() -> Optional.ofNullable(rows.get(finding + " " + ALL_OTHERS)));
    }

    private Ruled required(String finding) {
        return find(finding, ALL_OTHERS)
                .orElseThrow(() -> new IllegalStateException(RESOURCE + ": no row " + finding));
    }

    private void requireComplete() {
        for (var code : List.of("1012", "1013", "1014", "1016")) {
            required(code);
        }
        for (var check : Check.values()) {
            for (var outcome : CheckOutcome.values()) {
                required(key(check, outcome));
            }
        }
        for (var signal : Signal.values()) {
            required("signal=" + signal.dataName());
        }
    }

    private static String key(Check check, CheckOutcome outcome) {
        return check.wire() + "=" + outcome.wire();
    }

    private static Ruled row(String[] cells, int line, KycEnvironment environment) {
        var isSandbox = environment == KycEnvironment.SANDBOX;
        return new Ruled(
                kind(cells[2], line).orElseThrow(() -> broken(line, "no verdict")),
                action(cells[3], line),
                isSandbox ? kind(cells[4], line) : Optional.empty(),
                kind(cells[isSandbox ? 5 : 6], line),
                words(cells[7]),
                words(cells[8]),
                cells[9].isEmpty() ? List.of() : List.of(cells[9]));
    }

    private static Optional<Verdict.Kind> kind(String cell, int line) {
        try {
            return cell.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Verdict.Kind.valueOf(cell.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(RESOURCE + ", line " + line + ": " + cell, e);
        }
    }

    private static Optional<KycAction> action(String cell, int line) {
        try {
            return cell.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KycAction.valueOf(cell.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(RESOURCE + ", line " + line + ": " + cell, e);
        }
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(","));
    }

    private static IllegalStateException broken(int line, String why) {
        return new IllegalStateException(RESOURCE + ", line " + line + ": " + why);
    }
}
