package dev.kycplatform.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of the processors each process has used so far, its children included; two of these tell who was busy
 * between them. What a child did that had ended by the second is not known any more.
 */
public final class ProcessorTime {
    private final Map<String, Map<Long, Duration>> used = new LinkedHashMap<>();
    private final long atNanos = System.nanoTime();

    /** @param processes ids by name */
    ProcessorTime(Map<String, Long> processes) {
        processes.forEach(
                (name, pid) ->
                        ProcessHandle.of(pid)
                                .ifPresent(process -> used.put(name, ofFamily(process))));
    }

    /** For a report: {@code intake 0.85, kafka 0.31, …} processors on average since that moment. */
    public String since(ProcessorTime before) {
        return used.keySet().stream()
                .map(name -> String.format(Locale.ROOT, "%s %.2f", name, processors(name, before)))
                .collect(
                        Collectors.joining(
                                ", ",
                                "",
                                String.format(
                                        Locale.ROOT,
                                        "; of %d processors",
                                        Runtime.getRuntime().availableProcessors())));
    }

    private double processors(String name, ProcessorTime before) {
        var then = before.used.getOrDefault(name, Map.of());
        var nanos =
                used.getOrDefault(name, Map.of()).entrySet().stream()
                        .mapToLong(
                                entry ->
                                        entry.getValue()
                                                .minus(
                                                        then.getOrDefault(
                                                                entry.getKey(), Duration.ZERO))
                                                .toNanos())
                        .sum();
        return (double) nanos / (atNanos - before.atNanos);
    }

    /** The services are this program's children and are counted for themselves. */
    private static Map<Long, Duration> ofFamily(ProcessHandle process) {
        var isThisProgram = process.equals(ProcessHandle.current());
        return Stream.concat(
                        Stream.of(process), isThisProgram ? Stream.of() : process.descendants())
                .collect(
                        Collectors.toMap(
                                ProcessHandle::pid,
                                each -> each.info().totalCpuDuration().orElse(Duration.ZERO)));
    }
}
