package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the services are made of, by the CycloneDX document that the build makes of each ({@code target/sbom.cdx.json}):
 * nothing that is delivered is missing in it, and all is under a licence that was looked at.
 */
class DependencySecurityIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHECKOUT = checkout();
    private static final List<String> SERVICES =
            List.of(
                    "intake-service",
                    "verification-worker",
                    "callback-dispatcher",
                    "kyc-flow-service");

    /** One library. @param licences by their SPDX ids, or names where they have none; any of them may be chosen */
    private record Component(
            String group, String name, String version, String type, List<String> licences) {
        String coordinates() {
            return group + ":" + name + ":" + version;
        }

        boolean isOurs() {
            return group.equals("dev.kycplatform");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intake-service",
                "verification-worker",
                "callback-dispatcher",
                "kyc-flow-service"
            })
    void whateverIsDeliveredIsInTheBillOfMaterials(String service) throws IOException {
        var listed =
                components(service).stream()
                        .map(component -> component.name() + "-" + component.version())
                        .collect(Collectors.toSet());

        var delivered = delivered(service);
        assertThat(delivered).hasSizeGreaterThan(50);
        assertThat(delivered)
                .filteredOn(
                        jar ->
                                listed.stream()
                                        .noneMatch(
                                                one ->
                                                        jar.contains("." + one + ".jar")
                                                                || jar.contains("." + one + "-")))
                .as("not listed")
                .isEmpty();
    }

    @Test
    void everyLibraryIsUnderALicenceThatWasLookedAt() throws IOException {
        var known = known();
        var users = new TreeMap<String, Set<String>>();
        var libraries = new TreeMap<String, Component>();
        for (var service : SERVICES) {
            for (var component : components(service)) {
                if (!component.isOurs()) {
                    libraries.put(component.coordinates(), component);
                    users.computeIfAbsent(component.coordinates(), _ -> new TreeSet<>())
                            .add(service);
                }
            }
        }

        write(libraries, users);

        assertThat(libraries).hasSizeGreaterThan(100);
        assertThat(libraries.values())
                .filteredOn(library -> library.licences().stream().noneMatch(known::containsKey))
                .as("libraries under no licence of src/test/resources/licences.tsv")
                .isEmpty();
    }

    /** For whoever must answer for it: every library, its licence, and who uses it. */
    private static void write(Map<String, Component> libraries, Map<String, Set<String>> users)
            throws IOException {
        var report = new StringBuilder("# Libraries and their licences\n\n");
        report.append("| library | licence | used by |\n|---|---|---|\n");
        libraries.forEach(
                (coordinates, library) ->
                        report.append("| ")
                                .append(coordinates)
                                .append(" | ")
                                .append(String.join(" or ", library.licences()))
                                .append(" | ")
                                .append(
                                        String.join(
                                                ", ", users.getOrDefault(coordinates, Set.of())))
                                .append(" |\n"));
        Files.writeString(CHECKOUT.resolve("acceptance-tests/target/licences.md"), report);
    }

    private static List<Component> components(String service) throws IOException {
        var sbom =
                JSON.readTree(CHECKOUT.resolve(service).resolve("target/sbom.cdx.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        var found = new ArrayList<Component>();
        for (var component : sbom.path("components")) {
            found.add(
                    new Component(
                            component.path("group").asText(),
                            component.path("name").asText(),
                            component.path("version").asText(),
                            component.path("type").asText(),
                            licences(component)));
        }
        return found;
    }

    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(
                        choice ->
                                choice.has("expression")
                                        ? choice.path("expression").asText()
                                        : choice.path("license")
                                                .path("id")
                                                .asText(
                                                        choice.path("license")
                                                                .path("name")
                                                                .asText()))
                .distinct()
                .toList();
    }

    /** What is on the class path of the packaged service, as {@code group.name-version.jar}. */
    private static List<String> delivered(String service) throws IOException {
        var libraries = CHECKOUT.resolve(service).resolve("target/quarkus-app/lib");
        try (Stream<Path> files = Files.walk(libraries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    private static Map<String, String> known() throws IOException {
        try (var lines =
                Files.lines(CHECKOUT.resolve("acceptance-tests/src/test/resources/licences.tsv"))) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        }
    }

    private static Path checkout() {
        try {
            return Path.of("..").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
