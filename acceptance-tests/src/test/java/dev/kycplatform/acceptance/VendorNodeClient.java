package dev.kycplatform.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The vendors' own Node clients, unmodified, at exactly the locked versions. */
enum VendorNodeClient {
    /** For jobs; with AsyncAPI's own schema beside it. */
    SMILE_ID("src/test/node", "target/node"),

    /** Two of them, for KYC flows. */
    SILA("src/test/node/sila", "target/sila");

    private static final Set<VendorNodeClient> INSTALLED = EnumSet.noneOf(VendorNodeClient.class);

    private final Path sources;
    private final Path work;

    VendorNodeClient(String sources, String work) {
        this.sources = Path.of(sources);
        this.work = Path.of(work);
    }

    /** Where scripts find it; installed once in a JVM. Skips the test where Node is not. */
    Path installed() {
        Tools.requirePrograms("node", "node", "npm");
        synchronized (INSTALLED) {
            if (INSTALLED.add(this)) {
                install();
            }
        }
        return work;
    }

    private void install() {
        try {
            Files.createDirectories(work);
            for (var name : List.of("package.json", "package-lock.json", ".npmrc")) {
                Files.write(work.resolve(name), Files.readAllBytes(sources.resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Run.of(new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit").directory(work.toFile()))
                .successful();
    }
}
