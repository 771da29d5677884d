package dev.kycplatform.intake.partner.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.cli.Kyc;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kyc partner} against the service itself: what one says the other understands. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class PartnerCommandIT {
    @TempDir Path directory;

    private record Ended(int status, String output, String errors) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(output);
        }
    }

    @Test
    void aPartnerIsMadeChangedAndDisabledFromATerminal() throws Exception {
        Files.writeString(directory.resolve("token"), TestServers.operatorToken());

        var made = partner("create", "Example Bank", "--rate=5/10", "--id-types=NG/BVN", "--json");
        assertThat(made.status()).isZero();
        var id = made.json().get("partner_id").textValue();
        assertThat(partner("list").output()).contains(id, "Example Bank");

        var rotated = partner("rotate", id, "--reason=yearly");
        assertThat(rotated.output()).contains("API key", "until", "without end");

        var disabled = partner("disable", id, "--reason=unpaid");
        assertThat(disabled.output()).contains("disabled", "NG/BVN", "5 a second, 10 at once");

        var refused = partner("set", id, "--id-types=NG/NONE");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors())
                .contains("kyc: intake refused: id_types must name ID types of the registry");
    }

    private Ended partner(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Kyc.class.getName(),
                                "partner"));
        command.addAll(List.of(arguments));
        command.add("--url=http://localhost:" + RestAssured.port);
        command.add("--token-file=" + directory.resolve("token"));
        var output = directory.resolve("output");
        var errors = directory.resolve("errors");
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
