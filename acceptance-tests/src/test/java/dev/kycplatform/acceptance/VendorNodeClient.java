package dev.kycplatform.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The vendor's own Node client, unmodified, at exactly the locked version. */
final class VendorNodeClient {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path WORK = Path.of("target/node");

    private VendorNodeClient() {}

    /** Where scripts find it; installed once in a JVM. Skips the test where Node is not. */
    static Path installed() {
        Tools.requirePrograms("node", "node", "npm");
        return Installation.PLACE;
    }

    private static final class Installation {
        static final Path PLACE = install();

        private static Path install() {
            try {
                Files.createDirectories(WORK);
                for (var name : List.of("package.json", "package-lock.json", ".npmrc")) {
                    Files.write(WORK.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Run.of(
                            new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit")
                                    .directory(WORK.toFile()))
                    .successful();
            return WORK;
        }
    }
}
