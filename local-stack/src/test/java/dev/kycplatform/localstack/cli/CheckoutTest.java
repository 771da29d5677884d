package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir private Path root = Path.of("");

    @Test
    void waitsForALauncherThatIsEnding() throws Exception {
        Checkout checkout = new Checkout(root, new Workspace(root));
        Path lock = Files.createDirectories(checkout.state()).resolve("launcher.lock");
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                lock.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('h');
            assertThat(checkout.lock(Duration.ofMillis(200))).isFalse();

            other.getOutputStream().close();

            assertThat(checkout.lock(Duration.ofSeconds(30))).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Another launcher: has the lock until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(
                            Path.of(arguments[0]),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.write('h');
                System.out.flush();
                System.in.transferTo(System.out);
            }
        }
    }
}
