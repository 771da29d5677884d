package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.worker.lookup.Lookup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {
    private static final String EVIL = "O'Br\"ien</a>&b=1]]>\\ é";

    @Test
    void writesJsonWithoutWhatIsNotThere() throws Exception {
        var request =
                request(
                        """
                          json:
                            number: "{{ id_number }}"
                            both: "{{ inputs.first_name }} ({{ country }})"
                            names: ["{{ inputs.first_name }}", "{{ inputs.last_name }}"]
                            born: "{{ inputs.dob }}"
                            fixed: {count: 3, yes: true, text: "3"}
                        """);

        assertThat(text(request.about(lookup("1", Map.of("first_name", EVIL)))))
                .isEqualTo(
                        "{\"number\":\"1\",\"both\":\"O'Br\\\"ien</a>&b=1]]>\\\\ é (ZM)\","
                                + "\"names\":[\"O'Br\\\"ien</a>&b=1]]>\\\\ é\"],"
                                + "\"fixed\":{\"count\":3,\"yes\":true,\"text\":\"3\"}}");
    }

    @Test
    void writesFormsWithoutWhatIsNotThere() throws Exception {
        var request =
                request(
                        """
                          form:
                            number: "{{ id_number }}"
                            first name: "{{ inputs.first_name }}"
                            born: "{{ inputs.dob }}"
                        """);

        var message = request.about(lookup("1", Map.of("first_name", EVIL)));

        assertThat(text(message))
                .isEqualTo(
                        "number=1&first%20name=O%27Br%22ien%3C%2Fa%3E%26b%3D1%5D%5D%3E%5C%20%C3%A9");
        assertThat(message.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void writesXmlWithoutWhatIsNotThere() throws Exception {
        var request =
                request(
                        """
                          xml: |
                            <r:Ask xmlns:r="urn:r" type="{{ id_type }}" x="{{ inputs.dob }}">
                              <!-- for whoever reads this -->
                              <r:Number>{{ id_number }}</r:Number>
                              <r:Name n="{{ inputs.first_name }}">{{ inputs.first_name }}</r:Name>
                              <r:Born>{{ inputs.dob }}</r:Born>
                            </r:Ask>
                        """);

        var message = request.about(lookup("1", Map.of("first_name", EVIL + "\u0001")));
        var tree = XmlTree.read(message.body());

        assertThat(text(message)).contains("<r:Number>1</r:Number>").doesNotContain("Born", "</a>");
        assertThat(tree.root())
                .isEqualTo(
                        Map.of(
                                "Ask",
                                Map.of(
                                        "@type",
                                        "BANK_ACCOUNT",
                                        "Number",
                                        "1",
                                        "Name",
                                        Map.of("@n", EVIL + " ", "#text", EVIL))));
    }

    @Test
    void escapesWhatStandsInAUrl() throws Exception {
        var request =
                request("  query: {q: \"{{ inputs.first_name }}\", r: \"{{ inputs.dob }}\"}\n");

        assertThat(request.about(lookup("a/b?c#d e", Map.of("first_name", "x&y=z"))).url())
                .isEqualTo("https://bank.example/a%2Fb%3Fc%23d%20e/x?q=x%26y%3Dz");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void neverLeavesThePath(String number) {
        assertThatExceptionOfType(UnsendableQuestionException.class)
                .isThrownBy(() -> request("").about(lookup(number, Map.of())));
    }

    @Test
    void neverEndsAHeader() throws Exception {
        var request =
                request("  headers: {X-Name: \"{{ inputs.first_name }}\", accept: text/plain}\n");

        assertThat(request.about(lookup("1", Map.of("first_name", "Joe"))).headers())
                .containsEntry("X-Name", "Joe")
                .containsEntry("accept", "text/plain")
                .doesNotContainKey("Accept");
        assertThat(request.about(lookup("1", Map.of())).headers()).doesNotContainKey("X-Name");
        assertThatExceptionOfType(UnsendableQuestionException.class)
                .isThrownBy(() -> request.about(lookup("1", Map.of("first_name", "a\r\nb: c"))));
    }

    private static RequestTemplate request(String body) {
        var yaml =
                """
                authority: zm-banks
                serves: [ZM/BANK_ACCOUNT]
                authentication: none
                answers:
                  format: json
                  found: {status: 200}
                  not-found: {status: 404, when: error}
                mapping: {full_name: name}
                request:
                  url: https://bank.example/{{ id_number }}/x
                """
                        + body;
        return SampleConnectors.read(yaml, URI.create("http://127.0.0.1:1")).request();
    }

    private static Lookup lookup(String number, Map<String, String> inputs) {
        var type = SampleConnectors.ID_TYPES.find("ZM", "BANK_ACCOUNT").orElseThrow();
        return new Lookup(type, number, inputs, Optional.empty());
    }

    private static String text(RequestMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
