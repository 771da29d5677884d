package dev.kycplatform.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortOwnerTest {
    @Test
    void namesThisProcessForAPortOfItsOwn() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.of(socket.getLocalPort()))
                    .map(PortOwner::pid)
                    .contains(ProcessHandle.current().pid());
        }
    }

    @Test
    void namesNobodyForAFreePort() {
        assertThat(PortOwner.of(FreePorts.one())).isEmpty();
    }

    @Test
    void aConnectionOnThePortIsNotAListener() {
        List<String> table =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1",
                        "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 200 1",
                        "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 300 1");

        assertThat(PortOwner.listeners(table, 8080)).containsExactly("socket:[100]");
    }

    @Test
    void readsWhatLsofSays() {
        assertThat(PortOwner.fromLsof(List.of("p4711", "f5", "cjava")))
                .contains(new PortOwner(4711, "java"));
    }
}
