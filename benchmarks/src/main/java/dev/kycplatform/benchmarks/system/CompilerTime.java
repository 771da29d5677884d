package dev.kycplatform.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * How long the compilers of some JVMs have had a processor so far, as Linux says of their threads; two of these tell how
 * busy they were between them. None where there is no {@code /proc}.
 */
public final class CompilerTime {
    /** Linux counts in hundredths of a second (USER_HZ), whatever its clock does. */
    private static final long NANOS_PER_TICK = 10_000_000;

    /** Of a thread's {@code stat}, counted behind its name: ticks in the program and in the kernel. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private final long nanos;
    private final long atNanos = System.nanoTime();

    CompilerTime(Collection<Long> pids) {
        this.nanos = NANOS_PER_TICK * pids.stream().mapToLong(CompilerTime::ticks).sum();
    }

    /** Processors on average since that moment. */
    public double since(CompilerTime before) {
        return (double) (nanos - before.nanos) / (atNanos - before.atNanos);
    }

    private static long ticks(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.mapToLong(CompilerTime::ticksOfThread).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long ticksOfThread(Path thread) {
        try {
            var stat = Files.readString(thread.resolve("stat"));
            var endOfName = stat.lastIndexOf(')');
            var name = stat.substring(stat.indexOf('(') + 1, endOfName);
            if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
                return 0;
            }
            var values = stat.substring(endOfName + 2).split(" ");
            return Long.parseLong(values[USER_TICKS]) + Long.parseLong(values[SYSTEM_TICKS]);
        } catch (IOException gone) {
            return 0;
        }
    }
}
