package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.AuthorityLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The connectors of all authorities: the files of {@code worker.authority.directory}, and those shipped for the
 * sandbox's authorities in place of any that is not there. Every ID type of the registry is served by exactly one.
 */
@ApplicationScoped
class Connectors implements AuthorityLimits {
    private static final String SHIPPED = "connectors/";
    private static final String EXTENSION = ".yaml";

    /** What an attempt takes besides asking: reading, storing, announcing. Its lease must outlast all of it. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(5);

    private final Map<String, Connector> byAuthority;

    @Inject
    Connectors(WorkerConfig config, DeploymentConfig deployment, Config settings, IdTypes idTypes) {
        this(
                files(
                        config.authority().directory().map(Connectors::filesIn).orElseGet(Map::of),
                        idTypes),
                reader(
                        config,
                        !deployment.hardened(),
                        name -> settings.getOptionalValue(name, String.class)),
                idTypes);
    }

    /**
     * @param files their texts by name
     * @throws IllegalStateException saying everything that is wrong with them
     */
    Connectors(Map<String, String> files, ConnectorReader reader, IdTypes idTypes) {
        var problems = new ArrayList<String>();
        var connectors = new HashMap<String, Connector>();
        var servedBy = new HashMap<String, String>();
        files.forEach(
                (file, yaml) -> {
                    switch (reader.read(file, yaml, idTypes)) {
                        case ConnectorReader.Reading.Invalid(var wrong) -> problems.addAll(wrong);
                        case ConnectorReader.Reading.Valid(var connector) -> {
                            if (connectors.put(connector.authority(), connector) != null) {
                                problems.add(
                                        "%s: expected one file for %s, there are two"
                                                .formatted(file, connector.authority()));
                            }
                            connector.serves().forEach(type -> servedBy.put(type, file));
                        }
                    }
                });
        if (problems.isEmpty()) {
            for (var type : idTypes.all()) {
                if (!servedBy.containsKey(key(type))) {
                    problems.add(
                            "no connector file serves %s of %s"
                                    .formatted(key(type), type.authority()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "connector files: " + String.join(System.lineSeparator(), problems));
        }
        byAuthority = Map.copyOf(connectors);
    }

    List<Connector> all() {
        return List.copyOf(byAuthority.values());
    }

    @Override
    public Optional<Limits> of(String authority) {
        return Optional.ofNullable(byAuthority.get(authority))
                .map(Connector::limits)
                .map(limits -> new Limits(limits.concurrency(), limits.perSecond()));
    }

    static String key(IdType type) {
        return type.country() + "/" + type.name();
    }

    static ConnectorReader reader(
            WorkerConfig config, boolean isPlaintextAllowed, Settings settings) {
        var authority = config.authority();
        return new ConnectorReader(
                settings,
                new ConnectorReader.Defaults(
                        authority.concurrency(),
                        authority.connectTimeout(),
                        authority.answerTimeout(),
                        config.parking().lease().minus(AROUND_AN_ATTEMPT),
                        isPlaintextAllowed));
    }

    /** One for each authority of the registry, named after it; one that is not there is reported as missing. */
    static Map<String, String> shipped(IdTypes idTypes) {
        var files = new LinkedHashMap<String, String>();
        idTypes.all().stream()
                .map(IdType::authority)
                .distinct()
                .forEach(
                        authority -> {
                            var name = authority + EXTENSION;
                            try (var stream =
                                    Connectors.class.getResourceAsStream(SHIPPED + name)) {
                                if (stream != null) {
                                    files.put(
                                            name,
                                            new String(
                                                    stream.readAllBytes(), StandardCharsets.UTF_8));
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        return files;
    }

    /**
     * The operator's own files and, for an authority that none of them is named after, the shipped one.
     *
     * @param own by name
     */
    static Map<String, String> files(Map<String, String> own, IdTypes idTypes) {
        var files = shipped(idTypes);
        own.keySet().forEach(name -> files.remove(Path.of(name).getFileName().toString()));
        files.putAll(own);
        return files;
    }

    private static Map<String, String> filesIn(Path directory) {
        var files = new LinkedHashMap<String, String>();
        try (var entries = Files.list(directory)) {
            entries.filter(it -> it.toString().endsWith(EXTENSION))
                    .sorted()
                    .forEach(file -> files.put(file.toString(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "worker.authority.directory cannot be read: " + directory, e);
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a readable file in UTF-8", e);
        }
    }
}
