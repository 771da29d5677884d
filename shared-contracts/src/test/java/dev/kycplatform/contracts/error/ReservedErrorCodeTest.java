package dev.kycplatform.contracts.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservedErrorCodeTest {
    /** The codes of the contract, section 2.6 and 3, that the decided table does not name. */
    private static final List<String> NOT_DECIDED =
            List.of(
                    "2207", "2208", "2209", "2210", "2211", "2214", "2216", "2217", "2314", "2401",
                    "2405");

    private static final Set<String> RESERVED =
            Arrays.stream(ReservedErrorCode.values())
                    .map(ReservedErrorCode::wire)
                    .collect(Collectors.toSet());

    @Test
    void everyCodeTheDecisionsLeaveOutIsReserved() {
        assertThat(RESERVED).containsExactlyInAnyOrderElementsOf(NOT_DECIDED);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void noErrorHasAReservedCode(ErrorCode code) {
        assertThat(RESERVED).doesNotContain(code.wire());
    }

    /** A code reaches the wire only as text; no production source but the catalogue holds one. */
    @Test
    void noSourceSendsAReservedCode() throws IOException {
        var literal =
                Pattern.compile(
                        "(?<![0-9A-Za-z])(" + String.join("|", RESERVED) + ")(?![0-9A-Za-z])");
        var sources = sources();

        assertThat(sources).as("where the sources are").hasSizeGreaterThan(100);
        assertThat(sources)
                .filteredOn(source -> literal.matcher(read(source)).find())
                .extracting(source -> source.getFileName().toString())
                .containsExactly("ReservedErrorCode.java");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            return modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .flatMap(ReservedErrorCodeTest::filesIn)
                    .toList();
        }
    }

    private static Stream<Path> filesIn(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|properties|yaml)"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
