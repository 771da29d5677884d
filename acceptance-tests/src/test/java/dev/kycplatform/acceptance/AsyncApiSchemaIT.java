package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published document is AsyncAPI 3, by AsyncAPI's own schema. */
class AsyncApiSchemaIT {
    private static final String SPECIFICATION =
            "node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json";

    @Test
    void isWhatTheSpecificationAsksFor() throws IOException {
        assertThat(faults(AsyncApi.published().document())).isEmpty();
    }

    @Test
    void wouldBeFoundOutIfItWereNot() throws IOException {
        var spoilt = (ObjectNode) AsyncApi.published().document().deepCopy();
        spoilt.withObject("/operations/sendResults").put("action", "shout");

        assertThat(faults(spoilt)).isNotEmpty();
    }

    private static List<String> faults(JsonNode document) throws IOException {
        var specification =
                new ObjectMapper()
                        .readTree(
                                Files.readAllBytes(
                                        VendorNodeClient.SMILE_ID
                                                .installed()
                                                .resolve(SPECIFICATION)));
        return AsyncApi.faultsOf(specification, document, SpecVersion.VersionFlag.V7);
    }
}
