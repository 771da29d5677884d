package dev.kycplatform.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void areDifferentAndCanBeListenedOn() throws IOException {
        var ports = FreePorts.take(50);

        assertThat(ports).doesNotHaveDuplicates();
        for (int port : ports) {
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(FreePorts.isFree(port)).isFalse();
            }
        }
    }

    @Test
    void areNoneThatAnOutgoingConnectionMayTake() {
        assertThat(FreePorts.take(200)).allSatisfy(port -> assertThat(port).isLessThan(32_768));
    }
}
