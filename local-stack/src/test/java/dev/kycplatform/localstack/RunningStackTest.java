package dev.kycplatform.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.RunningStack.Member;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {
    private static final ProcessIdentity DEAD = new ProcessIdentity(4711, "long ago");

    @TempDir private Path state = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private ChildProcess child;

    @BeforeEach
    void start() {
        child =
                ChildProcess.start(
                        "sleeper",
                        List.of("/bin/sleep", "600"),
                        Map.of(),
                        state,
                        state.resolve("log"));
    }

    @AfterEach
    void end() {
        child.kill();
    }

    @Test
    void isReadBackAsItWasWritten() {
        RunningStack stack =
                new RunningStack(DEAD, true, List.of(member(child.identity()), member(DEAD)));

        stack.write(state);

        assertThat(RunningStack.read(state)).contains(stack);
    }

    @Test
    void isNotThereUntilOneIsWritten() {
        assertThat(RunningStack.read(state)).isEmpty();
    }

    @Test
    void stopsExactlyWhatItRecorded() {
        RunningStack stack = new RunningStack(DEAD, true, List.of(member(child.identity())));

        stack.stopOrphans(Duration.ofSeconds(5));

        // The JDK calls it alive until it has collected its exit status, which may be a moment
        // later.
        assertThat(child.identity().isRunning()).isFalse();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheIdOfARecordedOne() {
        ProcessIdentity reused = new ProcessIdentity(child.pid(), "another time");
        RunningStack stack = new RunningStack(reused, true, List.of(member(reused)));

        stack.stopOrphans(Duration.ofSeconds(5));

        assertThat(stack.running()).isEmpty();
        assertThat(stack.isSupervised()).isFalse();
        assertThat(child.isAlive()).isTrue();
    }

    private static Member member(ProcessIdentity process) {
        return new Member(
                "worker",
                process,
                List.of("http://127.0.0.1:8082"),
                Optional.of("http://h"),
                "worker.log");
    }
}
