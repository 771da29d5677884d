package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never a body that is no JSON, on any path: of the service as it is packaged, whose main turns a check off. */
class TargetsIT {
    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/nothing", "/v1/%zz", "/?x=%zz", "/nothing?%", "[", "*"})
    void areRefusedInJson(String target) throws IOException {
        var intake = Platform.stack().service(Service.INTAKE).baseUrl();
        try (var socket = new Socket(intake.getHost(), intake.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                                    .formatted(target)
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("content-type: application/json")
                    .endsWith("{\"error\":\"Not found\",\"code\":\"404\",\"success\":false}");
        }
    }
}
