package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorReaderTest {
    /** The line numbers below count these. */
    private static final String FILE =
            """
            authority: zm-banks
            serves: [ZM/BANK_ACCOUNT]
            limits: {concurrency: 7, per-second: 20}
            timeouts: {connect: 500ms, answer: 2s}
            authentication:
              api-key:
                header: X-Key
                key: ${sandbox-authority.api-key}
            request:
              method: POST
              url: https://bank.example/v1/{{ inputs.bank_code }}/accounts
              json: {account: "{{ id_number }}"}
            answers:
              format: json
              found: {status: [200, 201], when: $exists(holder)}
              not-found: {status: 404, when: code = 7}
            mapping:
              full_name: holder
              dob: {from: born, as: date uuuu-MM-dd}
            """;

    @Test
    void readsAWholeFile() {
        var connector = SampleConnectors.read(FILE, URI.create("http://127.0.0.1:1"));

        assertThat(connector.authority()).isEqualTo("zm-banks");
        assertThat(connector.serves()).containsExactly("ZM/BANK_ACCOUNT");
        assertThat(connector.limits().concurrency()).isEqualTo(7);
        assertThat(connector.limits().perSecond()).hasValue(20);
        assertThat(connector.timeouts().whole()).isEqualTo(Duration.ofMillis(2500));
        assertThat(connector.mapping().fields()).hasSize(2);
        assertThat(connector.answers().knows(201)).isTrue();
    }

    @ParameterizedTest(name = "{2} for {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "authority: zm-banks | authority: zm-bank | line 2: serves: expected ID types of zm-bank; ZM/BANK_ACCOUNT is of zm-banks",
                "[ZM/BANK_ACCOUNT] | [ZM/BANKS] | line 2: serves: expected ID types of the registry, each as country/id_type, got: ZM/BANKS",
                "[ZM/BANK_ACCOUNT] | [] | line 2: serves: expected at least one ID type",
                "concurrency: 7 | concurrency: 0 | line 3: limits.concurrency: expected a whole number from 1 to 100000",
                "per-second: 20 | per-minute: 20 | line 3: limits.per-minute: expected one of the keys concurrency, per-second",
                "answer: 2s | answer: 2 years | line 4: timeouts.answer: expected a duration above zero",
                "answer: 2s | answer: 10m | line 4: timeouts: expected together at most worker.parking.lease",
                "api-key: | token: | line 7: authentication.token: expected one of the keys api-key, basic, oauth2",
                "header: X-Key | header: Content-Length | line 7: authentication.api-key.header: expected a header",
                "${sandbox-authority.api-key} | the-key-itself | line 8: authentication.api-key.key: expected the name of a setting, as ${name}",
                "${sandbox-authority.api-key} | ${NOT_SET} | line 8: authentication.api-key.key: expected the name of a setting, as ${name}: secrets do not stand in this file, got: the setting NOT_SET, which is not set",
                "method: POST | method: DELETE | line 10: request.method: expected GET, POST or PUT, got: DELETE",
                "method: POST | method: GET | line 10: request.method: expected POST or PUT, where the request has a body",
                "https://bank.example | ftp://bank.example | line 11: request.url: expected an absolute URL",
                "https://bank.example | https://{{ country }}.example | line 11: request.url: expected an absolute URL, got: a host that is computed, or none",
                "inputs.bank_code | inputs.first_name | line 11: request.url: expected only values that every request has; one is missing for ZM/BANK_ACCOUNT",
                "`{{ id_number }}` | `{{ id_number` | line 12: request.json.account: expected a value, got: an expression that ends with }}",
                "`\"{{ id_number }}\"` | ~ | line 12: request.json.account: expected a value, got: nothing",
                "`{{ id_number }}` | a\u0000b | line 12: expected YAML, got a control character",
                "json: {account | from: {account | line 12: request.from: expected one of the keys",
                "format: json | format: csv | line 14: answers.format: expected json or xml, got: csv",
                "when: $exists(holder) | when: $exists(holder | line 15: answers.found.when: expected an expression",
                "[200, 201] | [100] | line 15: answers.found.status: expected an HTTP status or a list of them",
                "404, when: code = 7 | 404 | line 16: answers.not-found.when: expected an expression over the body (a bare status may come from anything on the way)",
                "not-found: | nobody: | line 14: answers.not-found: expected status and when, which is missing",
                "full_name: holder | name: holder | line 18: mapping.name: expected one of the keys address, city, dob",
                "as: date uuuu-MM-dd | as: date bb | line 19: mapping.dob.as: expected text, gender, image, surname first, or date",
                "full_name: holder | dob: holder | line 19: mapping.dob: expected this key once",
            })
    void namesTheLineThatIsWrongAndWhatWasExpected(String right, String wrong, String problem) {
        assertThat(FILE).contains(right);

        assertThat(problems(FILE.replace(right, wrong)))
                .anySatisfy(it -> assertThat(it).contains("bad.yaml, " + problem));
    }

    @Test
    void tellsEverythingThatIsMissing() {
        assertThat(problems("limits: {}"))
                .containsExactlyInAnyOrder(
                        "bad.yaml, line 1: authority: expected text, which is missing",
                        "bad.yaml, line 1: serves: expected ID types of the registry, each as"
                                + " country/id_type, which is missing",
                        "bad.yaml, line 1: authentication: expected none, api-key, basic or oauth2,"
                                + " which is missing",
                        "bad.yaml, line 1: request: expected keys and values, which is missing",
                        "bad.yaml, line 1: answers: expected keys and values, which is missing",
                        "bad.yaml, line 1: mapping: expected keys and values, which is missing");
        assertThat(problems("")).hasSize(1);
        assertThat(problems("- a list")).isNotEmpty();
    }

    @Test
    void neverRepeatsWhatMayBeASecret() {
        var wrong = FILE.replace("${sandbox-authority.api-key}", "hunter2");

        assertThat(problems(wrong).toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesPlaintextWhereTheDeploymentIsHardened() {
        var hardened =
                SampleConnectors.reader(
                        SampleConnectors.settings(URI.create("http://127.0.0.1:1")), false);

        assertThat(hardened.read("bad.yaml", FILE, SampleConnectors.ID_TYPES))
                .isInstanceOf(ConnectorReader.Reading.Valid.class);
        assertThat(
                        problems(
                                hardened.read(
                                        "bad.yaml",
                                        FILE.replace("https://", "http://"),
                                        SampleConnectors.ID_TYPES)))
                .singleElement()
                .asString()
                .contains("line 11: request.url", "plaintext, while kyc.hardened is true");
    }

    @Test
    void keepsNumbersNumbers() throws Exception {
        var file = FILE.replace("\"{{ id_number }}\"", "{a: 1, b: 1.50, c: true, d: '1'}");

        var message =
                SampleConnectors.read(file, URI.create("http://127.0.0.1:1"))
                        .request()
                        .about(Map.of("inputs", Map.of("bank_code", "01")));

        assertThat(message.body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"account\":{\"a\":1,\"b\":1.50,\"c\":true,\"d\":\"1\"}}");
    }

    @Test
    void isNotLedInCirclesByAnAnchor() {
        var circle = FILE.replace("json: {account", "json: &a {self: *a, account");

        assertThat(problems(circle)).isNotEmpty();
    }

    private static List<String> problems(String yaml) {
        return problems(
                SampleConnectors.reader(SampleConnectors.settings(URI.create("http://127.0.0.1:1")))
                        .read("bad.yaml", yaml, SampleConnectors.ID_TYPES));
    }

    private static List<String> problems(ConnectorReader.Reading reading) {
        return switch (reading) {
            case ConnectorReader.Reading.Invalid(var problems) -> problems;
            case ConnectorReader.Reading.Valid(var connector) ->
                    throw new AssertionError(Objects.toString(connector));
        };
    }
}
