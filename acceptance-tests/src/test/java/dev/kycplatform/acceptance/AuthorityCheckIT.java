package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./kyc authority check}, as the script runs it: of the guide's own authority, and of the register of identities. */
class AuthorityCheckIT {
    private static final Path ROOT = Workspace.find().root();
    private static final Path GUIDE = ROOT.resolve("docs/adding-an-authority.md");

    private static final Path REGISTER =
            ROOT.resolve(
                    "verification-worker/src/main/resources/dev/kycplatform/worker/authority/connectors/us-registry.yaml");

    @TempDir private Path directory;

    @Test
    void triesTheAuthorityThatTheGuideAddsFromNothing() throws IOException {
        Tools.requirePrograms("python", "python3");
        var port = freePort();
        var register = directory.resolve("register.py");
        var script = piece("bash");
        Files.writeString(
                register,
                script.substring(script.indexOf('\'') + 1, script.lastIndexOf('\''))
                        .replace("9100", Integer.toString(port)));
        var file = directory.resolve("zm-banks.yaml");
        Files.writeString(file, piece("yaml"));
        var settings = Map.of("ZM_BANKS_URL", "http://127.0.0.1:" + port, "ZM_BANKS_KEY", "k");
        var process =
                new ProcessBuilder("python3", register.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("register.log").toFile())
                        .start();
        try {
            Awaitility.await("the guide's register")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> isOpen(port));

            var found = check(file, settings, "1234567890", "bank_code=01");
            var notFound = check(file, settings, "1234567891", "bank_code=01");
            var unknown =
                    check(
                            file,
                            Map.of("ZM_BANKS_URL", "http://127.0.0.1:" + port, "ZM_BANKS_KEY", "x"),
                            "1234567890",
                            "bank_code=01");

            assertThat(found.successful())
                    .contains("POST http://127.0.0.1:" + port + "/accounts")
                    .contains("{\"account\":\"9999999999\",\"bank\":\"99\"}")
                    .contains("  found", "full_name: Xxx Xxx Xxx", "phone_number: 9999999999")
                    .doesNotContain("1234567890", "Leo", "0900000000");
            assertThat(notFound.successful()).contains("  not found");
            assertThat(unknown.successful()).contains("  not found");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The shipped file and the sandbox agree, the triggers of section 5.1 included. */
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "US/SSN  | 123-45-6789 | first_name=Ada    | first_name: Xxx",
                "US/SSN  | 123456789   | last_name=Fraud   | signal: fraud",
                "US/SSN  | 123456789   | first_name=Fail   | first_name: Xxxxxxxx",
                "US/EIN  | 12-3456789  | entity_name=420 Inc | entity_name: Xxxxxxx Xxxxxxx",
                "US/SSN  | 420420420   | first_name=Ada    | not found",
                "US/ITIN | 900000000   | middle_name=Ada   | refused",
            })
    void triesTheRegisterOfIdentities(String type, String number, String input, String printed) {
        var url = Platform.stack().service(Service.SANDBOX_AUTHORITY).baseUrl().toString();
        var settings =
                Map.of(
                        "SANDBOX_AUTHORITY_URL",
                        url,
                        "SANDBOX_AUTHORITY_API_KEY",
                        Platform.AUTHORITY_KEY);

        var run = check(REGISTER, settings, number, input, "--id-type", type);

        assertThat(run.successful())
                .contains("  " + printed)
                .doesNotContain(number, Platform.AUTHORITY_KEY);
    }

    private Run check(
            Path file,
            Map<String, String> settings,
            String number,
            String input,
            String... options) {
        var command =
                new ArrayList<>(
                        List.of(
                                "bash",
                                "-c",
                                ". '%s/kyc'; APPLICATIONS='%s'; check_authority \"$@\""
                                        .formatted(ROOT, ROOT),
                                "kyc",
                                file.toString(),
                                "--id-number",
                                number,
                                "--input",
                                input));
        command.addAll(List.of(options));
        var program = new ProcessBuilder(command);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().putAll(settings);
        return Run.of(program);
    }

    /** The first piece of the guide in this language. */
    private static String piece(String language) throws IOException {
        var text = Files.readString(GUIDE);
        var start = text.indexOf("```" + language + "\n") + language.length() + 4;
        return text.substring(start, text.indexOf("```", start));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
