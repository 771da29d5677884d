package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.AccessRule;
import dev.kycplatform.contracts.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed is what the chart carries, so that neither can fall behind the topics. */
class BrokerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @EnumSource(Principal.class)
    void theGuideTellsWhatAPrincipalMayDo(Principal principal) throws IOException {
        assertThat(Files.readString(Path.of("../docs/operations.md")))
                .contains(
                        "\n| `%s` | %s |%s | `%s` |\n"
                                .formatted(
                                        principal.wire(),
                                        topics(principal, AccessRule.Operation.READ),
                                        topics(principal, AccessRule.Operation.WRITE)
                                                .replaceFirst("^(?=.)", " "),
                                        principal.wire()));
    }

    private static String topics(Principal principal, AccessRule.Operation operation) {
        return AccessRule.of(principal)
                .filter(rule -> rule.resource() == AccessRule.Resource.TOPIC)
                .filter(rule -> rule.operation() == operation)
                .map(rule -> "`" + rule.name() + "`")
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "access"})
    void theChartCarriesTheScriptAsItIsPrinted(String script) throws IOException {
        var stdout = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Kyc.commands().execute("broker", script)).isZero();
        } finally {
            System.setOut(stdout);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        Files.readString(
                                Path.of("../deploy/helm/kyc-platform/files", script + ".sh")));
    }
}
