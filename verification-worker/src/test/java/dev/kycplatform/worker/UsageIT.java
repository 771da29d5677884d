package dev.kycplatform.worker;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.usage.Usage;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What partners used is what results say, each counted once. */
@QuarkusTest
class UsageIT extends WorkerTest {
    private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
    private static final LocalDate LAST = LocalDate.parse("2100-01-01");

    /** A partner for whom no test of this module publishes a job: the tables are shared. */
    private static final String WITHOUT_JOBS = "990";

    private final Usage usage;

    UsageIT(Usage usage) {
        this.usage = usage;
    }

    @Test
    void everyResultIsCountedOnceHoweverOftenItIsCounted() {
        awaitAnnouncements(jobs.publish(jobs.job(0)), 1);
        awaitAnnouncements(jobs.publish(jobs.job(3)), 1);
        countAll();
        assertThat(counted()).isEqualTo(recorded()).containsKeys("1012", "1015");

        awaitAnnouncements(jobs.publish(jobs.job(0)), 1);
        countAll();
        countAll();

        assertThat(counted()).isEqualTo(recorded());
    }

    @Test
    void theLatestIsLeftForLater() {
        countAll();
        var before = usage.report(FIRST, LAST, Optional.empty()).countedUntil();

        assertThat(usage.count(Duration.ofHours(1), Duration.ofMinutes(10))).isFalse();

        assertThat(usage.report(FIRST, LAST, Optional.empty()).countedUntil()).isEqualTo(before);
    }

    @Test
    void countingIsOverThoughTimeGoesOn() {
        countAll();

        assertThat(usage.count(Duration.ofHours(1), Duration.ZERO)).isFalse();
    }

    @Test
    void isToldToOperatorsByDayAndPartner() {
        awaitAnnouncements(jobs.publish(jobs.job(0)), 1);
        countAll();

        var told =
                operator()
                        .get("/admin/usage?from=2020-01-01&until=2100-01-01&partner=001")
                        .jsonPath();

        assertThat(told.getString("counted_until")).isNotBlank();
        assertThat(told.<Map<String, Object>>getList("lines"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .containsEntry("partner_id", "001")
                                        .containsEntry("country", "NG")
                                        .containsEntry("id_type", "BVN")
                                        .containsEntry("lane", "async")
                                        .containsEntry("result_code", "1012"));
        assertThat(linesOf("from=2020-01-01&until=2100-01-01&partner=" + WITHOUT_JOBS)).isEmpty();
        assertThat(linesOf("from=2020-01-01&until=2020-01-02")).isEmpty();
        operator().get("/admin/usage?from=yesterday&until=2100-01-01").then().statusCode(400);
        given().get("/admin/usage?from=2020-01-01&until=2100-01-01").then().statusCode(401);
    }

    private static List<Object> linesOf(String query) {
        return operator().get("/admin/usage?" + query).jsonPath().getList("lines");
    }

    private void countAll() {
        var isMore = true;
        while (isMore) {
            isMore = usage.count(Duration.ofDays(1), Duration.ZERO);
        }
    }

    private Map<String, Long> counted() {
        return byCode("SELECT result_code, sum(jobs)::bigint AS jobs FROM worker.usage GROUP BY 1");
    }

    private Map<String, Long> recorded() {
        return byCode("SELECT result_code, count(*) AS jobs FROM worker.result GROUP BY 1");
    }

    private Map<String, Long> byCode(String query) {
        return tables.query(query).stream()
                .collect(
                        Collectors.toMap(
                                row -> String.valueOf(row.get("result_code")),
                                row -> (Long) requireNonNull(row.get("jobs"))));
    }
}
