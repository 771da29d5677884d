package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.cli.TestReports.Skipped;
import dev.kycplatform.localstack.cli.TestReports.Sum;
import dev.kycplatform.localstack.cli.TestReports.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path root = Path.of("");

    @Test
    void addsUpEachTierOverAllModules() throws IOException {
        report("a/target/surefire-reports", "One", 1.5, 2, 0, "");
        report("a/b/target/surefire-reports", "Two", 0.5, 3, 1, "");
        report("a/target/failsafe-reports", "OneIT", 4, 1, 0, "");
        report("acceptance-tests/target/failsafe-reports", "AllIT", 9, 1, 0, "");

        TestReports reports = TestReports.under(root, START);

        assertThat(reports.of(Tier.UNIT))
                .returns(5, Sum::tests)
                .returns(1, Sum::failed)
                .returns(Duration.ofSeconds(2), Sum::together);
        assertThat(reports.of(Tier.INTEGRATION)).returns(Duration.ofSeconds(4), Sum::together);
        assertThat(reports.of(Tier.ACCEPTANCE)).returns(Duration.ofSeconds(9), Sum::together);
    }

    @Test
    void countsChaosAndSecurityForThemselvesByTheNameOfTheClass() throws IOException {
        report("acceptance-tests/target/failsafe-reports", "ChaosIT", 9, 2, 0, "");
        report("acceptance-tests/target/failsafe-reports", "ForeignIdsSecurityIT", 9, 3, 0, "");
        report("a/target/failsafe-reports", "OtherSecurityIT", 9, 4, 0, "");

        TestReports reports = TestReports.under(root, START);

        assertThat(reports.of(Tier.CHAOS).tests()).isEqualTo(2);
        assertThat(reports.of(Tier.SECURITY).tests()).isEqualTo(7);
        assertThat(reports.of(Tier.ACCEPTANCE).tests()).isZero();
        assertThat(reports.of(Tier.INTEGRATION).tests()).isZero();
    }

    @Test
    void countsWhatWentByOnceWhileClassesRanSideBySide() throws IOException {
        ended(report("a/target/failsafe-reports", "LongIT", 60, 1, 0, ""), 100);
        ended(report("b/target/failsafe-reports", "WithinIT", 20, 1, 0, ""), 80);
        ended(report("b/target/failsafe-reports", "BeyondIT", 30, 1, 0, ""), 110);
        ended(report("b/target/failsafe-reports", "LaterIT", 5, 1, 0, ""), 205);

        Sum integration = TestReports.under(root, START).of(Tier.INTEGRATION);

        assertThat(integration.together()).isEqualTo(Duration.ofSeconds(115));
        assertThat(integration.byTheClock()).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void printsWhatATierMayTakeBesideWhatItTook() throws IOException {
        report("acceptance-tests/target/failsafe-reports", "AllIT", 59.5, 7, 0, "");

        assertThat(TestReports.under(root, START).toText())
                .containsPattern("tier +tests +failed +skipped +together +by clock +at most")
                .containsPattern("acceptance +7 +0 +0 +59 s +59 s +600 s")
                .containsPattern("security +0 +0 +0 +0 s +0 s +300 s");
    }

    @Test
    void leavesOutWhatAnEarlierRunWrote() throws IOException {
        Path old = report("a/target/surefire-reports", "One", 1.5, 2, 0, "");
        Files.setLastModifiedTime(old, FileTime.from(START.minusSeconds(1)));

        assertThat(TestReports.under(root, START).suites()).isEmpty();
    }

    @Test
    void namesEverySkippedTestWithItsReason() throws IOException {
        report(
                "acceptance-tests/target/failsafe-reports",
                "NodeIT",
                0,
                3,
                0,
                "<testcase name=\"sends\" classname=\"x.NodeIT\"><skipped message=\"no node here\"/></testcase>"
                        + "<testcase name=\"reads\" classname=\"x.NodeIT\"><skipped/></testcase>"
                        + "<testcase name=\"runs\" classname=\"x.NodeIT\"><skipped type=\"Aborted\"><![CDATA["
                        + "x.Aborted: Assumption failed: no npm here\n\tat x.Y.z(Y.java:1)]]></skipped></testcase>");

        TestReports reports = TestReports.under(root, START);

        assertThat(reports.skipped())
                .containsExactly(
                        new Skipped("x.NodeIT.sends", "no node here"),
                        new Skipped("x.NodeIT.reads", "no reason given"),
                        new Skipped("x.NodeIT.runs", "no npm here"));
        assertThat(reports.toText()).contains("x.NodeIT.sends", "no node here");
    }

    @Test
    void saysSoWhenNothingWasSkipped() {
        assertThat(TestReports.under(root, START).toText()).contains("Nothing was skipped.");
    }

    private static void ended(Path report, long seconds) throws IOException {
        Files.setLastModifiedTime(report, FileTime.from(START.plusSeconds(seconds)));
    }

    private Path report(
            String directory, String name, double seconds, int tests, int failures, String cases)
            throws IOException {
        Path reports = Files.createDirectories(root.resolve(directory));
        for (Path parent = reports;
                parent != null && !parent.equals(root);
                parent = parent.getParent()) {
            Files.writeString(parent.resolve("pom.xml"), "<project/>");
        }
        return Files.writeString(
                reports.resolve("TEST-x." + name + ".xml"),
                "<testsuite name=\"x.%s\" time=\"%s\" tests=\"%d\" errors=\"0\" skipped=\"0\" failures=\"%d\">%s</testsuite>"
                        .formatted(name, seconds, tests, failures, cases));
    }
}
