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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * The connectors of all authorities: the files of {@code worker.authority.directory}, or those shipped for the
 * sandbox's authorities. Every ID type of the registry is served by exactly one of them.
 */
@ApplicationScoped
class Connectors implements AuthorityLimits {
    private static final String SHIPPED = "connectors/";
    private static final String EXTENSION = ".yaml";

    private final Map<String, Connector> byAuthority;

    @Inject
    Connectors(WorkerConfig config, DeploymentConfig deployment, Config settings, IdTypes idTypes) {
        this(
                config.authority()
                        .directory()
                        .map(Connectors::filesIn)
                        .orElseGet(() -> shipped(idTypes)),
                reader(config, !deployment.hardened(), settings),
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
    public Limits of(String authority) {
        var connector = byAuthority.get(authority);
        if (connector == null) {
            throw new IllegalArgumentException("no connector of " + authority);
        }
        return new Limits(connector.limits().concurrency(), connector.limits().perSecond());
    }

    static String key(IdType type) {
        return type.country() + "/" + type.name();
    }

    static ConnectorReader reader(
            WorkerConfig config, boolean isPlaintextAllowed, Config settings) {
        var authority = config.authority();
        return new ConnectorReader(
                name -> settings.getOptionalValue(name, String.class),
                new ConnectorReader.Defaults(
                        authority.concurrency(),
                        authority.connectTimeout(),
                        authority.answerTimeout(),
                        config.parking().lease(),
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

    private static Map<String, String> filesIn(Path directory) {
        var files = new LinkedHashMap<String, String>();
        try (var entries = Files.list(directory)) {
            for (var file :
                    entries.filter(it -> it.toString().endsWith(EXTENSION)).sorted().toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "worker.authority.directory cannot be read: " + directory, e);
        }
        return files;
    }
}
