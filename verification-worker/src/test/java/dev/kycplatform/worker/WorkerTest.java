package dev.kycplatform.worker;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running worker with everything around it, seen from outside. */
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "worker"))
@QuarkusTestResource(AuthorityAddress.class)
abstract class WorkerTest {
    @Inject SampleJobs jobs;
    @Inject WorkerConfig config;

    StubAuthority authority;
    Tables tables;
    TopicReader results;
    TopicReader deadLetters;

    @BeforeEach
    void open() {
        tables = new Tables();
        awaitEndOfWhatOthersParked();
        authority =
                new StubAuthority(
                        ConfigProvider.getConfig().getValue("sandbox-authority.url", URI.class));
        results = new TopicReader(Topics.RESULTS);
        deadLetters = new TopicReader(Topics.DEAD_LETTERS);
        jobs.registerPartner(SampleJobs.PARTNER);
    }

    /**
     * It would be asked for in this test. What the worker has a lease on ends or is parked again first: no authority
     * listens yet. Leases that tests made up are longer than its own.
     */
    private void awaitEndOfWhatOthersParked() {
        await().until(
                        () -> {
                            tables.update(
                                    "DELETE FROM worker.parked_job WHERE lease_token IS NULL"
                                            + " OR leased_until NOT BETWEEN now() AND now() + ?"
                                            + " * interval '1 second'",
                                    config.parking().lease().toSeconds());
                            return tables.query("SELECT FROM worker.parked_job").isEmpty();
                        });
    }

    @AfterEach
    void close() {
        authority.close();
        tables.close();
        results.close();
        deadLetters.close();
    }

    /** A request that carries an operator's token. */
    static RequestSpecification operator() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + TestServers.operatorToken())
                .contentType("application/json");
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50));
    }

    /** Returns when the job's end has been announced so often. */
    void awaitAnnouncements(JobRequested job, int times) {
        await().until(() -> results.ofKey(job.key().toString()).size() >= times);
    }

    /** The one stored result. */
    Map<String, @Nullable Object> result(JobRequested job) {
        var rows = tables.results(job.key());
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " results instead of one");
        }
        return rows.getFirst();
    }

    void awaitParked(JobRequested job) {
        await().until(() -> !tables.parked(job.key()).isEmpty());
    }

    void awaitNotParked(JobRequested job) {
        await().until(() -> tables.parked(job.key()).isEmpty());
    }
}
