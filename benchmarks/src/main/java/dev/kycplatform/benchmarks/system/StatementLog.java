package dev.kycplatform.benchmarks.system;

import dev.kycplatform.benchmarks.load.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How long the database took for what services ask it, as it logs itself: the services' own statements, with their own plans. While
 * one of these is open every statement is logged, without its parameters.
 */
public final class StatementLog implements AutoCloseable {
    private static final Pattern TOLD =
            Pattern.compile(
                    "\\[(\\d+)\\] \\S+ LOG:  duration: ([0-9.]+) ms  (parse|bind|execute) [^:]+: (.*)");
    private static final int NANOS_IN_MILLISECOND = 1_000_000;

    private final MeasuredSystem system;
    private final Path log;

    private StatementLog(MeasuredSystem system) {
        this.system = system;
        this.log = system.place().state().resolve("logs/postgres.log");
    }

    public static StatementLog open(MeasuredSystem system) {
        system.update("ALTER SYSTEM SET log_parameter_max_length = 0");
        system.update("ALTER SYSTEM SET log_min_duration_statement = 0");
        system.update("SELECT pg_reload_conf()");
        return new StatementLog(system);
    }

    /** Where the log ends now. */
    public long position() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How long each transaction took that did what is looked for, from the statement that begins it, without its commit.
     *
     * @param from a position of the log
     * @param begins a part of the text of its first statement
     * @param does a part of the text of the one that is looked for, the first one or a later
     */
    public Latencies transactions(long from, String begins, String does) {
        var found = new Latencies();
        var open = new HashMap<Long, Transaction>();
        for (var entry : textSince(from).split("\n(?!\t)")) {
            var told = TOLD.matcher(entry.replace('\n', ' '));
            if (told.find()) {
                var process = Long.valueOf(told.group(1));
                var statement = told.group(4).replaceAll("\\s+", " ");
                if (statement.startsWith("COMMIT") || statement.startsWith("ROLLBACK")) {
                    var ended = open.remove(process);
                    if (ended != null && ended.didIt) {
                        found.add(ended.nanos);
                    }
                } else {
                    add(open, process, statement, Double.parseDouble(told.group(2)), begins, does);
                }
            }
        }
        return found;
    }

    private static void add(
            Map<Long, Transaction> open,
            long process,
            String statement,
            double milliseconds,
            String begins,
            String does) {
        if (statement.contains(begins)) {
            open.computeIfAbsent(process, _ -> new Transaction());
        }
        var transaction = open.get(process);
        if (transaction != null) {
            transaction.nanos += (long) (milliseconds * NANOS_IN_MILLISECOND);
            transaction.didIt |= statement.contains(does);
        }
    }

    /** What is known of one that has not ended. */
    private static final class Transaction {
        private long nanos;
        private boolean didIt;
    }

    private String textSince(long from) {
        try (var file = FileChannel.open(log)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(file.size() - from));
            file.position(from);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Until all of it is there.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        system.update("ALTER SYSTEM RESET log_min_duration_statement");
        system.update("SELECT pg_reload_conf()");
    }
}
