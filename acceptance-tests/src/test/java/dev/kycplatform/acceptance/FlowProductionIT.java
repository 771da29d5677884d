package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** In production no value that is registered selects an outcome. */
class FlowProductionIT {
    @Test
    void everyTriggerOfTheSandboxIsIgnored() throws Exception {
        var state =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "flow-");
        var settings =
                StackSettings.forTests(Workspace.find(), state)
                        .with(
                                List.of(
                                        Service.SANDBOX_AUTHORITY,
                                        Service.INTAKE,
                                        Service.WORKER,
                                        Service.FLOW))
                        .withEnvironment(Map.of("KYC_ENVIRONMENT", "production"));
        try (var stack = Stack.start(settings)) {
            var app = FlowApp.register(stack);
            var users = new ArrayList<String>();
            int number = 123_456_000;
            for (var row : triggers()) {
                // In production an app registers an ID number only once.
                var user = app.registerUser(row[0], row[1], Integer.toString(number++));
                var requested = app.post("/0.2/request_kyc", app.about(user));
                assertThat(requested.status()).as(String.join(" ", row)).isEqualTo(200);
                users.add(user);
            }
            for (var user : users) {
                app.awaitStatus(user, "passed");
            }
        }
    }

    private static List<String[]> triggers() {
        try (var stream =
                FlowProductionIT.class.getResourceAsStream("/conformance/flow-triggers.tsv")) {
            var rows =
                    new String(
                                    Objects.requireNonNull(stream).readAllBytes(),
                                    StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\t", -1))
                            .toList();
            assertThat(rows).hasSizeGreaterThan(10);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
