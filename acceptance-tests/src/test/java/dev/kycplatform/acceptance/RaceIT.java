package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.vendor.JavaClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances of intake are asked for the same job at the same moment: one claim, one content, one result. */
class RaceIT {
    private static final int AT_ONCE = 64;

    private static final Instance ANOTHER = Platform.stack().startAnother(Service.INTAKE, Map.of());

    private static final List<URI> INTAKES =
            List.of(Platform.stack().service(Service.INTAKE).baseUrl(), ANOTHER.baseUrl());

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();

    @AfterEach
    void close() {
        inbox.close();
    }

    @AfterAll
    static void stopTheOther() {
        ANOTHER.stop();
    }

    @Test
    void identicalRequestsAreOneJobAndAllAreAccepted() throws Exception {
        var jobId = partner.newJobId();
        var jobs = new ArrayList<ObjectNode>();
        for (int i = 0; i < AT_ONCE; i++) {
            jobs.add(job(jobId));
        }

        var answers = race(jobs);

        assertThat(answers)
                .extracting(answer -> answer.raw().body())
                .containsOnly("{\"success\":true}");
        inbox.await(jobId);
        Ledger.awaitQuiet();
        assertThat(Ledger.claims(jobId)).isEqualTo(1);
        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(inbox.delivered(jobId)).hasSize(1);
    }

    @Test
    void ofDifferentRequestsOneWinsAndTheOthersAreTold() throws Exception {
        var jobId = partner.newJobId();
        var jobs = new ArrayList<ObjectNode>();
        for (int i = 0; i < AT_ONCE; i++) {
            var job = job(jobId);
            ((ObjectNode) job.get("partner_params")).put("contestant", i);
            jobs.add(job);
        }

        var answers = race(jobs);

        var winners = new ArrayList<Integer>();
        for (int i = 0; i < AT_ONCE; i++) {
            var answer = answers.get(i);
            if (answer.status() == 200) {
                winners.add(i);
            } else {
                assertThat(JavaClient.refusal(answer.raw().body()).code()).isEqualTo("2215");
                assertThat(answer.status()).isEqualTo(400);
            }
        }
        assertThat(winners).hasSize(1);
        var callback = inbox.await(jobId);
        assertThat(callback.body().path("PartnerParams").path("contestant").asInt())
                .isEqualTo(winners.getFirst());
        assertThat(JavaClient.result(callback.text()).resultCode()).isEqualTo("1012");
        Ledger.awaitQuiet();
        assertThat(Ledger.claims(jobId)).isEqualTo(1);
        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(inbox.delivered(jobId)).hasSize(1);
        assertThat(partner.submit(jobs.get(winners.getFirst())).status())
                .as("the winner again")
                .isEqualTo(200);
    }

    private ObjectNode job(String jobId) {
        return partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
    }

    /** One instance and the other in turn, all let go at once. */
    private List<PartnerClient.Answer> race(List<ObjectNode> jobs) throws Exception {
        var line = new CyclicBarrier(jobs.size());
        var calls = new ArrayList<Callable<PartnerClient.Answer>>();
        for (int i = 0; i < jobs.size(); i++) {
            var job = jobs.get(i);
            var intake = INTAKES.get(i % INTAKES.size());
            calls.add(
                    () -> {
                        line.await();
                        return submitted(intake, job);
                    });
        }
        var answers = new ArrayList<PartnerClient.Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }
        return answers;
    }

    /** As a partner does it: told that nobody knows whether the job was taken (503), it sends the same again. */
    private PartnerClient.Answer submitted(URI intake, ObjectNode job) {
        return Awaitility.await("a job to be taken or refused")
                .atMost(Duration.ofSeconds(30))
                .until(() -> partner.submitTo(intake, job), answer -> answer.status() != 503);
    }
}
