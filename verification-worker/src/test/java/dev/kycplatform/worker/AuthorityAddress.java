package dev.kycplatform.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kycplatform.localstack.process.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Where the authority of the tests will be, two connectors of their own, and time limits that tests can wait for. */
public final class AuthorityAddress implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var address = "http://127.0.0.1:" + FreePorts.one();
        return Map.ofEntries(
                Map.entry("worker.authority.directory", ownConnectors().toString()),
                Map.entry("ZM_BANKS_URL", address),
                Map.entry("ZM_BANKS_KEY", StubAuthority.API_KEY),
                Map.entry("sandbox-authority.url", address),
                Map.entry("sandbox-authority.api-key", StubAuthority.API_KEY),
                Map.entry("sandbox-authority.client-secret", "a secret of the tests"),
                Map.entry("sandbox-authority.password", "a password of the tests"),
                Map.entry("worker.authority.connect-timeout", "1s"),
                Map.entry("worker.authority.answer-timeout", "2s"),
                Map.entry("worker.unknown-partner-grace", "2s"),
                Map.entry("worker.parking.first-delay", "100ms"),
                Map.entry("worker.parking.longest-delay", "400ms"),
                Map.entry("worker.parking.lease", "9s"),
                Map.entry("worker.parking.poll-every", "50ms"));
    }

    /** One that the guide makes from nothing, and a shipped one that has been given a line more. */
    private static Path ownConnectors() {
        try (var shipped =
                WorkerConfig.class.getResourceAsStream("authority/connectors/ke-kra.yaml")) {
            var directory = Files.createTempDirectory(Path.of("target"), "connectors-");
            Files.writeString(directory.resolve("zm-banks.yaml"), guide("yaml"));
            Files.writeString(
                    directory.resolve("ke-kra.yaml"),
                    new String(Objects.requireNonNull(shipped).readAllBytes(), UTF_8)
                            + "  signals: flags\n");
            return directory.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first piece in this language of the guide to adding an authority, as it stands there. */
    public static String guide(String language) throws IOException {
        var text = Files.readString(Path.of("../docs/adding-an-authority.md"));
        var start = text.indexOf("```" + language + "\n") + language.length() + 4;
        return text.substring(start, text.indexOf("```", start));
    }

    @Override
    public void stop() {}
}
