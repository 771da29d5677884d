package dev.kycplatform.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaperIT {
    @TempDir private Path temporary = Path.of("");

    @Test
    void killsAndDeletesWhenTheJvmIsKilled() throws IOException {
        Path doomed = Files.createDirectory(temporary.resolve("doomed"));
        Process jvm =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Victim.class.getName(),
                                        doomed.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long child = Long.parseLong(jvm.inputReader().readLine());
        ProcessIdentity identity = ProcessIdentity.of(child).orElseThrow();

        Signal.KILL.send(jvm.pid());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(identity.isRunning()).isFalse();
                            assertThat(doomed).doesNotExist();
                        });
    }

    /** Stands for a test run. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Reaper reaper = Reaper.start();
            Process child = new ProcessBuilder("/bin/sleep", "600").start();
            reaper.kill(child.pid());
            reaper.delete(Path.of(arguments[0]));
            System.out.println(child.pid());
            child.waitFor();
        }
    }
}
