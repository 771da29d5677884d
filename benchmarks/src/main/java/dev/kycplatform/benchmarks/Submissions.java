package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** Submits jobs as partners do, and takes nothing for an acceptance but the contract's own answer. */
final class Submissions {
    private static final byte[] ACCEPTED = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);

    private final Client intake;
    private final JobRequests requests;

    Submissions(Client intake, JobRequests requests) {
        this.intake = intake;
        this.requests = requests;
    }

    /** Whether the job of that number was accepted; fails if nobody knows. */
    CompletionStage<Boolean> submit(long number) {
        return intake.post("/v1/async_id_verification", requests.async(number))
                .thenApply(
                        answer -> answer.status() == 200 && Arrays.equals(answer.body(), ACCEPTED));
    }

    /** The same; an accepted job is owed from then on. */
    CompletionStage<Boolean> submit(long number, JobLedger ledger) {
        return submit(number)
                .thenApply(
                        isAccepted -> {
                            if (isAccepted) {
                                ledger.accepted(number);
                            }
                            return isAccepted;
                        });
    }
}
