package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.worker.StubAuthority;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The shipped connectors, and connectors of the tests' own. */
final class SampleConnectors {
    static final IdTypes ID_TYPES = IdTypes.load();

    static final String CLIENT_SECRET = "s3cret of the/tests";
    static final String PASSWORD = "a password of the tests";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private SampleConnectors() {}

    static Connector shipped(String authority) {
        return shipped(authority, NOWHERE);
    }

    static Connector shipped(String authority, URI at) {
        return read(
                Objects.requireNonNull(Connectors.shipped(ID_TYPES).get(authority + ".yaml")), at);
    }

    static Connector read(String yaml, URI at) {
        return switch (reader(settings(at)).read("sample.yaml", yaml, ID_TYPES)) {
            case ConnectorReader.Reading.Valid(var connector) -> connector;
            case ConnectorReader.Reading.Invalid(var problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    static ConnectorReader reader(Map<String, String> settings) {
        return reader(settings, true);
    }

    static ConnectorReader reader(Map<String, String> settings, boolean isPlaintextAllowed) {
        return new ConnectorReader(
                name -> Optional.ofNullable(settings.get(name)),
                new ConnectorReader.Defaults(
                        800,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        isPlaintextAllowed));
    }

    static Map<String, String> settings(URI at) {
        return Map.of(
                "sandbox-authority.url",
                at.toString(),
                "sandbox-authority.api-key",
                StubAuthority.API_KEY,
                "sandbox-authority.client-secret",
                CLIENT_SECRET,
                "sandbox-authority.password",
                PASSWORD);
    }
}
