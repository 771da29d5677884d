package dev.kycplatform.benchmarks.system;

import dev.kycplatform.benchmarks.report.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;

/** What a figure was measured on and with, asked of the machine and of what runs on it. */
final class Circumstances {
    private static final List<String> POSTGRES_SETTINGS =
            List.of(
                    "fsync",
                    "synchronous_commit",
                    "full_page_writes",
                    "wal_sync_method",
                    "shared_buffers",
                    "max_wal_size",
                    "min_wal_size",
                    "checkpoint_timeout");

    private Circumstances() {}

    static List<Fact> of(Place place, MeasuredSystem system) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("machine", machine()));
        facts.add(
                new Fact(
                        "Java",
                        System.getProperty("java.vendor.version", "")
                                + " "
                                + System.getProperty("java.runtime.version")));
        facts.add(
                new Fact(
                        "Quarkus",
                        versionIn(
                                place.applications()
                                        .resolve("intake-service/target/quarkus-app/lib/main"),
                                "io\\.quarkus\\.quarkus-core-(.*)\\.jar")));
        facts.add(
                new Fact(
                        "Kafka",
                        versionIn(place.workspace().brokerClasspath(), "kafka_2\\.13-(.*)\\.jar")));
        facts.add(new Fact("PostgreSQL", system.text("SHOW server_version")));
        facts.add(new Fact("commit", commit(place.checkout())));
        facts.add(new Fact("PostgreSQL writes", postgresWrites(system)));
        facts.add(new Fact("Kafka writes", kafkaWrites(system)));
        return facts;
    }

    private static String machine() {
        return "%s, %d processors, %s of memory, %s %s; all of it shared by Kafka, PostgreSQL, the services and what makes the load"
                .formatted(
                        line("/proc/cpuinfo", "model name").orElse("unknown processor"),
                        Runtime.getRuntime().availableProcessors(),
                        line("/proc/meminfo", "MemTotal").orElse("unknown amount"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }

    private static Optional<String> line(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException noSuchSystem) {
            return Optional.empty();
        }
    }

    private static String versionIn(Path directory, String file) {
        var pattern = Pattern.compile(file);
        try (var files = Files.list(directory)) {
            return files.map(path -> pattern.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notBuiltHere) {
            return "unknown";
        }
    }

    private static String commit(Path checkout) {
        var head = git(checkout, "rev-parse", "--short=12", "HEAD").orElse("not a checkout");
        // Results are written while this runs; everything else that differs is said.
        var changes =
                git(checkout, "status", "--porcelain", "--", ".", ":!benchmarks/results")
                        .orElse("");
        return changes.isBlank() ? head : head + ", with changes that are not committed";
    }

    private static Optional<String> git(Path checkout, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(checkout.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String postgresWrites(MeasuredSystem system) {
        return POSTGRES_SETTINGS.stream()
                .map(name -> name + "=" + system.text("SHOW " + name))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private static String kafkaWrites(MeasuredSystem system) {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = Admin.create(system.kafkaClient())) {
            var config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
            var every = config == null ? null : config.get("log.flush.interval.messages");
            var isForced = every != null && Long.parseLong(every.value()) < Long.MAX_VALUE;
            return "acks=all with one replica; "
                    + (isForced
                            ? "forced to disk after so many records as it is set to"
                            : "written to the page cache, forced to disk when the operating system does");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
