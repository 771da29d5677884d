package dev.kycplatform.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.process.Lifespan;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramTest {
    @TempDir private Path target = Path.of("");

    private Path application = Path.of("");

    @BeforeEach
    void build() throws IOException {
        var parts = target.resolve("quarkus-app");
        application = Files.createFile(Files.createDirectory(parts).resolve("quarkus-run.jar"));
        var description =
                Files.createDirectory(parts.resolve("quarkus")).resolve("quarkus-application.dat");
        try (var data = new DataOutputStream(Files.newOutputStream(description))) {
            data.writeInt(0xF0315432);
            data.writeInt(2);
            data.writeUTF("dev.kycplatform.example.Main");
            data.writeByte(1);
        }
    }

    @Test
    void isTheFrameworksLauncherUntilAStartHasBeenWatched() {
        assertThat(program(Lifespan.MOMENTS).command())
                .endsWith("-jar", application.toString())
                .noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    @Test
    void startsFromWhatWasKeptOfAStartOfTheSameBuildAndLifespan() throws IOException {
        keep("start-moments.aot", "what was kept", Duration.ofSeconds(1));

        assertThat(program(Lifespan.MOMENTS).command())
                .contains("-XX:AOTCache=" + target.resolve("start-moments.aot"))
                .endsWith("dev.kycplatform.example.Main");
        assertThat(program(Lifespan.HOURS).command()).contains("-jar");
    }

    @Test
    void leavesAloneWhatWasKeptOfAnotherBuild() throws IOException {
        keep("start-moments.aot", "what was kept", Duration.ofSeconds(-1));

        assertThat(program(Lifespan.MOMENTS).command()).contains("-jar");
    }

    @Test
    void leavesAloneWhatWasCutOffWhileItWasWritten() throws IOException {
        keep("start-moments.aot", "", Duration.ofSeconds(1));

        assertThat(program(Lifespan.MOMENTS).command()).contains("-jar");
    }

    @Test
    void isWatchedOnTheClassPathThatItIsStartedOn() throws IOException {
        var watched = program(Lifespan.MOMENTS).watched();
        keep("start-moments.aot", "what was kept", Duration.ofSeconds(1));
        var started = program(Lifespan.MOMENTS).command();

        assertThat(watched)
                .contains("-XX:AOTCacheOutput=" + target.resolve("start-moments.aot"))
                .filteredOn(option -> !isOfTheCache(option))
                .isEqualTo(started.stream().filter(option -> !isOfTheCache(option)).toList());
    }

    /** Half of the heap there is at the start stays young: the collector does not adapt it. */
    @Test
    void hasItsWholeHeapAtOnceWhereItLivesForHours() {
        assertThat(program(Lifespan.HOURS).command()).contains("-Xms512m", "-Xmx512m");
        assertThat(program(Lifespan.MOMENTS).command()).contains("-Xms64m", "-Xmx512m");
    }

    private static boolean isOfTheCache(String option) {
        return option.startsWith("-XX:AOTCache") || option.startsWith("-Xlog:aot");
    }

    private ServiceProgram program(Lifespan lifespan) {
        return new ServiceProgram(application, lifespan, 512);
    }

    /** @param later than the build */
    private void keep(String name, String content, Duration later) throws IOException {
        var built = Files.getLastModifiedTime(application).toInstant();
        Files.setLastModifiedTime(
                Files.writeString(target.resolve(name), content), FileTime.from(built.plus(later)));
    }
}
