package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Node client, unmodified, over https. */
class NodeClientIT {
    private static final Path SOURCES = Path.of("src/test/node");

    @BeforeAll
    static void copyScripts() throws Exception {
        var work = VendorNodeClient.SMILE_ID.installed();
        for (var name : List.of("first-light.cjs", "sync.cjs")) {
            Files.write(work.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
        }
    }

    @Test
    void submitsAJobGetsItsCallbackAndReadsItsStatus() {
        var output = Run.of(script("first-light.cjs")).successful();

        assertThat(output).contains("accepted {\"success\":true}", "callback 1012 signed true");
        assertThat(output).contains("status complete true success true code 2302");
    }

    @Test
    void waitsForItsResults() {
        var output = Run.of(script("sync.cjs")).successful();

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
                new ProcessBuilder("node", name)
                        .directory(VendorNodeClient.SMILE_ID.installed().toFile());
        var environment = script.environment();
        environment.put("NODE_EXTRA_CA_CERTS", partner.caFile().toAbsolutePath().toString());
        environment.put("KYC_PARTNER_ID", partner.partnerId());
        environment.put("KYC_API_KEY", partner.apiKey());
        environment.put("KYC_SERVER", partner.httpsBaseUrl() + "/v1");
        return script;
    }
}
