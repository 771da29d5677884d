package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuthorityCheckTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    @TempDir private Path directory;
    private StubRegistry registry;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        registry = new StubRegistry();
        file = directory.resolve("zm-banks.yaml");
        Files.writeString(
                file,
                """
                authority: zm-banks
                serves: [ZM/BANK_ACCOUNT]
                authentication: none
                request:
                  url: %s/accounts
                  json: {account: "{{ id_number }}", first: "{{ inputs.first_name }}"}
                answers:
                  format: json
                  found: {status: 200}
                  not-found: {status: 404, when: error}
                mapping: {full_name: holder}
                """
                        .formatted(registry.address()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void showsRequestAnswerAndMappingInTheirShapesOnly() {
        registry.behaviour =
                exchange ->
                        StubRegistry.answer(
                                exchange,
                                200,
                                "application/json",
                                "{\"holder\":\"Ada Leo\",\"opened\":\"2001-02-03\",\"x\":null}");

        assertThat(check("--id-number", "1234567", "--input", "first_name=Ada")).isZero();

        assertThat(registry.asked.getFirst().body())
                .isEqualTo("{\"account\":\"1234567\",\"first\":\"Ada\"}");
        assertThat(text())
                .contains("{\"account\":\"9999999\",\"first\":\"Xxx\"}")
                .contains("{\"holder\":\"Xxx Xxx\",\"opened\":\"9999-99-99\"")
                .contains("full_name: Xxx Xxx")
                .doesNotContain("1234567", "Ada", "Leo", "2001");
    }

    @Test
    void showsNothingThatASettingSaysAndNoKeyThatIsANumber() throws IOException {
        System.setProperty("check.secret", "hunter2");
        try {
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace(
                                    "  json:",
                                    "  headers: {X-Application: '${check.secret}'}\n  json:")
                            .replace("/accounts", "/accounts?key=${check.secret}"));
            registry.behaviour =
                    exchange ->
                            StubRegistry.answer(
                                    exchange,
                                    200,
                                    "application/json",
                                    "{\"holder\":\"Ada\",\"1234567\":{\"line_1\":\"x\"}}");

            assertThat(check("--id-number", "1234567")).isZero();
        } finally {
            System.clearProperty("check.secret");
        }

        assertThat(registry.asked.getFirst().uri()).isEqualTo("/accounts?key=hunter2");
        assertThat(text())
                .contains("X-Application: ${check.secret}", "/accounts?key=${check.secret}")
                .contains("\"9999999\":{\"line_1\":\"x\"}")
                .doesNotContain("hunter2", "1234567");
    }

    @Test
    void saysThatThereIsNoFile() throws IOException {
        Files.delete(file);

        assertThat(check("--id-number", "1234567")).isEqualTo(2);

        assertThat(text()).contains("zm-banks.yaml: expected a readable connector file");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        registry.behaviour = exchange -> StubRegistry.answer(exchange, 503, "text/html", "<html>");

        assertThat(check("--id-number", "1234567")).isEqualTo(1);

        assertThat(text()).contains("HTTP 503, text/html", "no answer: status_503");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Files.writeString(file, "authority: zm-banks\n");

        assertThat(check("--id-number", "1234567")).isEqualTo(2);

        assertThat(text()).contains("zm-banks.yaml, line 1: request: expected keys and values");
    }

    private int check(String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = file.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(
                        new AuthorityCheck(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .execute(arguments);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
