package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Node client, unmodified, over https. */
class NodeClientIT {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path WORK = Path.of("target/node");

    @BeforeAll
    static void prepare() throws Exception {
        require("node");
        require("npm");
        install();
    }

    @Test
    void submitsAJobGetsItsCallbackAndReadsItsStatus() throws Exception {
        var output = run(script("first-light.cjs"));

        assertThat(output).contains("accepted {\"success\":true}", "callback 1012 signed true");
        assertThat(output).contains("status complete true success true code 2302");
    }

    @Test
    void waitsForItsResults() throws Exception {
        var output = run(script("sync.cjs"));

        assertThat(output)
                .contains(
                        "digit 0 1012 ID API final true signed true echoed",
                        "digit 1 1013 ID API final true signed true echoed",
                        "digit 2 1014 ID API final true signed true echoed",
                        "digit 3 1015 ID API final true signed true echoed",
                        "digit 4 1012 ID API final true signed true echoed",
                        "digit 5 1014 ID API final true signed true echoed",
                        "repeat 1012 same true",
                        "duplicate 400 2215 false",
                        "wrong key 400 2205 false");
    }

    private static ProcessBuilder script(String name) {
        var partner = Platform.stack().partner();
        var script =
                new ProcessBuilder("node", name).directory(WORK.toFile()).redirectErrorStream(true);
        var environment = script.environment();
        environment.put("NODE_EXTRA_CA_CERTS", partner.caFile().toAbsolutePath().toString());
        environment.put("KYC_PARTNER_ID", partner.partnerId());
        environment.put("KYC_API_KEY", partner.apiKey());
        environment.put("KYC_SERVER", partner.httpsBaseUrl() + "/v1");
        return script;
    }

    /** Missing tools skip the test, and the report lists it; KYC_REQUIRE=node makes them a failure. */
    private static void require(String tool) {
        var isThere =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        var isRequired =
                List.of(System.getenv().getOrDefault("KYC_REQUIRE", "").split(",", -1))
                        .contains("node");
        if (isRequired) {
            assertThat(isThere).as("%s is on the PATH, as KYC_REQUIRE demands", tool).isTrue();
        }
        assumeTrue(isThere, "no " + tool + " on the PATH");
    }

    private static void install() throws Exception {
        Files.createDirectories(WORK);
        for (var name :
                List.of(
                        "package.json",
                        "package-lock.json",
                        ".npmrc",
                        "first-light.cjs",
                        "sync.cjs")) {
            Files.write(WORK.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
        }
        run(
                new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit")
                        .directory(WORK.toFile())
                        .redirectErrorStream(true));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        var log = Files.createTempFile(WORK, "run-", ".log");
        var process = builder.redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("%s ended in time", builder.command())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        var output = Files.readString(log);
        assertThat(process.exitValue()).as("%s: %s", builder.command(), output).isZero();
        return output;
    }
}
