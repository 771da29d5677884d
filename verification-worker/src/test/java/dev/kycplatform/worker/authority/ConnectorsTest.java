package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kycplatform.worker.lookup.AuthorityLimits;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
    private final ConnectorReader reader =
            SampleConnectors.reader(SampleConnectors.settings(URI.create("http://127.0.0.1:1")));
    private final Map<String, String> files =
            new LinkedHashMap<>(Connectors.shipped(SampleConnectors.ID_TYPES));

    @Test
    void ofTheSandboxServeEveryIdTypeOfTheRegistryOnce() {
        var connectors = connectors();

        assertThat(connectors.all())
                .flatExtracting(Connector::serves)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        SampleConnectors.ID_TYPES.all().stream().map(Connectors::key).toList());
    }

    @Test
    void tellWhatTheirAuthoritiesTake() {
        assertThat(connectors().of("ng-nibss"))
                .contains(new AuthorityLimits.Limits(800, OptionalInt.empty()));
        assertThat(connectors().of("nobody")).isEmpty();
    }

    @Test
    void nameEveryIdTypeThatNoneServes() {
        files.remove("zm-zra.yaml");
        files.remove("za-telecom.yaml");

        assertThatIllegalStateException()
                .isThrownBy(this::connectors)
                .withMessageContaining("no connector file serves ZM/TPIN of zm-zra")
                .withMessageContaining("no connector file serves ZA/PHONE_NUMBER of za-telecom");
    }

    @Test
    void nameTheFilesThatAreWrongAndAllThatIsWrongWithThem() {
        files.put("zm-zra.yaml", "authority: zm-zra\nserves: [ZM/NOTHING]\n");
        files.put("more.yaml", "a: [");

        assertThatIllegalStateException()
                .isThrownBy(this::connectors)
                .withMessageContaining("zm-zra.yaml, line 2: serves: expected ID types")
                .withMessageContaining("zm-zra.yaml, line 1: request: expected keys and values")
                .withMessageContaining("more.yaml, line 1: expected YAML");
    }

    @Test
    void areTheOperatorsWhereThereAreSome() {
        var own =
                Objects.requireNonNull(files.get("zm-zra.yaml"))
                        .replace(
                                "authority: zm-zra", "authority: zm-zra\nlimits: {concurrency: 3}");
        var both = Connectors.files(Map.of("/etc/kyc/zm-zra.yaml", own), SampleConnectors.ID_TYPES);

        var connectors = new Connectors(both, reader, SampleConnectors.ID_TYPES);

        assertThat(connectors.of("zm-zra").orElseThrow().concurrency()).isEqualTo(3);
        assertThat(connectors.of("ng-nibss").orElseThrow().concurrency()).isEqualTo(800);
    }

    @Test
    void areNamedAfterTheirAuthorities() {
        var own = Objects.requireNonNull(files.get("zm-zra.yaml"));
        var both = Connectors.files(Map.of("/etc/kyc/zambia.yaml", own), SampleConnectors.ID_TYPES);

        assertThatIllegalStateException()
                .isThrownBy(() -> new Connectors(both, reader, SampleConnectors.ID_TYPES))
                .withMessageContaining("expected one file for zm-zra, there are two");
    }

    @Test
    void areOneForEachAuthority() {
        files.put("again.yaml", Objects.requireNonNull(files.get("zm-zra.yaml")));

        assertThatIllegalStateException()
                .isThrownBy(this::connectors)
                .withMessageContaining("again.yaml: expected one file for zm-zra, there are two");
    }

    private Connectors connectors() {
        return new Connectors(files, reader, SampleConnectors.ID_TYPES);
    }
}
