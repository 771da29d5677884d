package dev.kycplatform.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private static final String STAT =
            "4711 (a (strange) name) %s 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 %d 2592 1 18446744073709551615";

    @Test
    void isTheSameHoweverOftenItIsRead() {
        long self = ProcessHandle.current().pid();

        assertThat(ProcessIdentity.of(self)).isPresent().isEqualTo(ProcessIdentity.of(self));
    }

    @Test
    void doesNotFindALaterProcessWithTheSameId() {
        long self = ProcessHandle.current().pid();
        ProcessIdentity earlier = new ProcessIdentity(self, "another time");

        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void doesNotFindOneThatHasEnded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", "read line").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        process.getOutputStream().close();
        process.waitFor();

        assertThat(identity.isRunning()).isFalse();
    }

    @Test
    void readsTheStartThoughTheNameHoldsBlanksAndBrackets() {
        assertThat(ProcessIdentity.fromStat(4711, STAT.formatted("S", 234387), "boot"))
                .contains(new ProcessIdentity(4711, "boot:234387"));
    }

    @Test
    void countsOneThatOnlyWaitsForItsParentAsEnded() {
        assertThat(ProcessIdentity.fromStat(4711, STAT.formatted("Z", 234387), "boot")).isEmpty();
    }
}
