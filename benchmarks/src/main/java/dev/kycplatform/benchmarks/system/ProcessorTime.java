package dev.kycplatform.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of the processors each process has used so far, its children included; two of these tell who was busy
 * between them.
 */
public final class ProcessorTime {
    private final Map<String, Duration> used = new LinkedHashMap<>();
    private final long atNanos = System.nanoTime();

    /** @param processes ids by name */
    ProcessorTime(Map<String, Long> processes) {
        processes.forEach(
                (name, pid) ->
                        ProcessHandle.of(pid)
                                .ifPresent(process -> used.put(name, ofProcess(process))));
    }

    /** For a report: {@code intake 0.85, kafka 0.31, …} processors on average since that moment. */
    public String since(ProcessorTime before) {
        var elapsed = (double) (atNanos - before.atNanos);
        return used.entrySet().stream()
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.2f",
                                        entry.getKey(),
                                        entry.getValue()
                                                        .minus(
                                                                before.used.getOrDefault(
                                                                        entry.getKey(),
                                                                        Duration.ZERO))
                                                        .toNanos()
                                                / elapsed))
                .collect(
                        Collectors.joining(
                                ", ",
                                "",
                                String.format(
                                        Locale.ROOT,
                                        "; of %d processors",
                                        Runtime.getRuntime().availableProcessors())));
    }

    /** The services are this program's children and are counted for themselves. */
    private static Duration ofProcess(ProcessHandle process) {
        var isThisProgram = process.equals(ProcessHandle.current());
        return Stream.concat(
                        Stream.of(process), isThisProgram ? Stream.of() : process.descendants())
                .map(each -> each.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
