package dev.kycplatform.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Where scripts find it; installed once, whatever JVM asks first. Skips the test where Node is not. */
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
            try (var channel =
                            FileChannel.open(
                                    work.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                installAlone();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void installAlone() throws IOException {
        var wanted = Files.readString(sources.resolve("package-lock.json"));
        var installed = work.resolve("installed");
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            for (var name : List.of("package.json", "package-lock.json", ".npmrc")) {
                Files.write(work.resolve(name), Files.readAllBytes(sources.resolve(name)));
            }
            Run.of(
                            new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit")
                                    .directory(work.toFile()))
                    .successful();
            Files.writeString(installed, wanted);
        }
    }
}
