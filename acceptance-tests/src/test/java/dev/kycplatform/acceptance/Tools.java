package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a test needs beside a JDK. Without it the test is skipped, and the report lists it with the reason;
 * {@code KYC_REQUIRE}, a list with commas, makes that a failure for what it names.
 */
final class Tools {
    private Tools() {}

    /** @param requirement the name in {@code KYC_REQUIRE} */
    static void requirePrograms(String requirement, String... programs) {
        for (var program : programs) {
            require(requirement, isOnPath(program), "no " + program + " on the PATH");
        }
    }

    /** @param otherwise why the test is skipped if it is not there */
    static void require(String requirement, boolean isThere, String otherwise) {
        var required = System.getenv().getOrDefault("KYC_REQUIRE", "").split(",", -1);
        if (List.of(required).contains(requirement)) {
            assertThat(isThere).as("KYC_REQUIRE has %s, but: %s", requirement, otherwise).isTrue();
        }
        assumeTrue(isThere, otherwise);
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
