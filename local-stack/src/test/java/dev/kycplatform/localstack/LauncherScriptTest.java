package dev.kycplatform.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code kyc} script decides before there is any Java to run. */
class LauncherScriptTest {
    private static final Path SCRIPT = Workspace.find().root().resolve("kyc");

    @TempDir private Path checkout = Path.of("");

    @BeforeEach
    void threeModules() throws IOException {
        write(
                "pom.xml",
                "<modules>\n<module>base</module>\n<module>service</module>\n<module>other</module>\n</modules>\n");
        write("base/pom.xml", "<artifactId>base</artifactId>");
        write("base/src/main/java/Base.java", "class Base {}");
        write("service/pom.xml", dependency("base", "compile") + dependency("other", "test"));
        write("service/src/main/java/Service.java", "class Service {}");
        write("service/src/test/java/ServiceTest.java", "class ServiceTest {}");
        write("other/pom.xml", "<artifactId>other</artifactId>");
    }

    @Test
    void aModuleIsBuiltAgainWhenWhatItStandsOnChanges() throws IOException {
        String before = run("fingerprint service");
        write("base/src/main/java/Base.java", "class Base { int changed; }");

        assertThat(run("fingerprint service")).isNotEqualTo(before);
    }

    @Test
    void aModuleIsNotBuiltAgainForAnotherOne() throws IOException {
        String before = run("fingerprint other");
        write("base/src/main/java/Base.java", "class Base { int changed; }");

        assertThat(run("fingerprint other")).isEqualTo(before);
    }

    @Test
    void whatOnlyTestsNeedIsNoReasonToBuild() throws IOException {
        String before = run("fingerprint service");
        write("other/src/main/java/Other.java", "class Other {}");

        assertThat(run("fingerprint service")).isEqualTo(before);
    }

    @Test
    void aTestIsNoReasonToBuild() throws IOException {
        String before = run("fingerprint service");
        write("service/src/test/java/ServiceTest.java", "class ServiceTest { int changed; }");

        assertThat(run("fingerprint service")).isEqualTo(before);
    }

    @Test
    void aFileThatIsMovedIsAChange() throws IOException {
        String before = run("fingerprint service");
        Files.move(
                checkout.resolve("service/src/main/java/Service.java"),
                checkout.resolve("service/src/main/java/Moved.java"));

        assertThat(run("fingerprint service")).isNotEqualTo(before);
    }

    @Test
    void aDirectoryWithoutACompilerIsNoJdk() throws IOException {
        write("jre/release", "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(run("is_jdk_25 \"$ROOT/jre\" && echo yes || echo no")).isEqualTo("no");
    }

    @Test
    void aJdkOfAnotherVersionIsNotTaken() throws IOException {
        jdk("old", "17.0.2");
        jdk("new", "25.0.1");

        assertThat(run("is_jdk_25 \"$ROOT/old\" && echo yes || echo no")).isEqualTo("no");
        assertThat(run("is_jdk_25 \"$ROOT/new\" && echo yes || echo no")).isEqualTo("yes");
    }

    @Test
    void whatMeasuresTheServicesIsBuiltOnlyToMeasureThem() throws IOException {
        write("benchmarks/pom.xml", "<artifactId>benchmarks</artifactId>");

        assertThat(run("is_program benchmarks && echo yes || echo no")).isEqualTo("no");
        assertThat(run("MEASURING=yes; is_program benchmarks && echo yes || echo no"))
                .isEqualTo("yes");
    }

    @Test
    void acceptanceTestsRunOnTwoStacksAtOnceWhereMemoryAllowsIt() throws IOException {
        write("little", "MemTotal: 16000000 kB\nMemAvailable: 7000000 kB\n");
        write("much", "MemTotal: 32000000 kB\nMemAvailable: 20000000 kB\n");

        assertThat(run("stacks_at_once \"$ROOT/little\"")).isEqualTo("1");
        assertThat(run("stacks_at_once \"$ROOT/much\"")).isEqualTo("2");
        assertThat(run("stacks_at_once \"$ROOT/of-another-system\"")).isEqualTo("1");
    }

    @Test
    void anUnknownCommandIsAnErrorThatNamesIt() throws IOException {
        assertThat(run("(main fly 2>&1) || echo status $?")).contains("'fly'", "status 2");
    }

    private static String dependency(String module, String scope) {
        return "<dependency>\n<artifactId>%s</artifactId>\n<scope>%s</scope>\n</dependency>\n"
                .formatted(module, scope);
    }

    private void jdk(String name, String version) throws IOException {
        write(name + "/release", "JAVA_VERSION=\"" + version + "\"\n");
        write(name + "/bin/javac", "#!/bin/sh\n");
        assertThat(checkout.resolve(name + "/bin/javac").toFile().setExecutable(true)).isTrue();
    }

    private void write(String file, String content) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(checkout.resolve(file).resolve("..").normalize());
        Files.writeString(path, content);
    }

    /** Sources the script, points it at this checkout, and runs the commands. */
    private String run(String commands) throws IOException {
        ProcessBuilder bash =
                new ProcessBuilder(
                        "bash",
                        "-c",
                        ". '%s'; ROOT='%s'; %s".formatted(SCRIPT, checkout, commands));
        bash.environment().putAll(Map.of("JAVA_HOME", "/a/jdk"));
        Process process = bash.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
