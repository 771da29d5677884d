package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./kyc demo} and {@code ./kyc demo flow}, against the stack that runs. */
class DemoIT {
    @Test
    void aJobIsSentAndItsCallbackShown() {
        var told = demo(Service.INTAKE).successful();

        assertThat(told)
                .contains("\"ResultCode\" : \"1012\"", "webhook-signature: v1,")
                .doesNotContain("NO  ");
    }

    @Test
    void twoPersonsAreVerifiedOneOfThemWithADocument() {
        var told = demo(Service.FLOW, "flow").successful();

        assertThat(told)
                .containsSubsequence(
                        "POST /0.2/register",
                        "POST /0.2/kyc",
                        "HTTP 202",
                        "webhook-signature: v1,",
                        "the verification is passed",
                        "\"verification_status\" : \"passed\"",
                        "POST /0.2/register",
                        "what is needed is entity_data",
                        "PUT /0.2/resume_verification",
                        "what is needed is doc_upload",
                        "POST /0.2/documents",
                        "PUT /0.2/resume_verification",
                        "the verification is passed",
                        "\"verification_status\" : \"passed\"")
                .doesNotContain("NO  ");
        assertThat(told.split("yes  the Standard Webhooks signature covers the exact bytes", -1))
                .hasSize(5);
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM flow.webhook_endpoint WHERE app_handle LIKE 'demo-%'"))
                .as("endpoints left behind")
                .isZero();
    }

    private static Run demo(Service service, String... which) {
        var arguments = new ArrayList<>(List.of("demo"));
        arguments.addAll(List.of(which));
        arguments.add("--at=" + origin(service));
        arguments.add("--secrets=" + Platform.stack().settings().state());
        return Run.of(new ProcessBuilder(OperatorCommands.launcher(Path.of("target"), arguments)));
    }

    private static URI origin(Service service) {
        return Platform.stack().service(service).baseUrl();
    }
}
