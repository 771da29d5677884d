package dev.kycplatform.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void areTheStandardOnesUnlessTheEnvironmentSaysOtherwise() {
        Ports ports = Ports.from(Map.of("KYC_INTAKE_TLS_PORT", "18443"));

        assertThat(ports.of(Port.INTAKE)).isEqualTo(8080);
        assertThat(ports.of(Port.INTAKE_TLS)).isEqualTo(18443);
    }

    @Test
    void refuseWhatIsNoPortAndNameTheVariable() {
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> Ports.from(Map.of("KYC_KAFKA_PORT", "70000")))
                .withMessageContaining("KYC_KAFKA_PORT");
    }

    @Test
    void refuseOneNumberForTwo() {
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> Ports.from(Map.of("KYC_KAFKA_PORT", "8080")))
                .withMessageContaining("KYC_INTAKE_PORT")
                .withMessageContaining("KYC_KAFKA_PORT");
    }

    @Test
    void nameWhoHasATakenOneAndHowToChooseAnother() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports =
                    Ports.from(Map.of("KYC_KAFKA_PORT", Integer.toString(socket.getLocalPort())));

            assertThatExceptionOfType(ProcessException.class)
                    .isThrownBy(() -> ports.requireFree(List.of(Port.KAFKA)))
                    .withMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .withMessageContaining("KYC_KAFKA_PORT");
        }
    }
}
