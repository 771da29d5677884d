package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.reconciliation.Reconciliation;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.TopicReader;
import dev.kycplatform.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * What intake wrote of the jobs that it accepted.
 *
 * @param claims of them in the database
 * @param valueBytes of a record's value, on average
 */
record AcceptedRecords(Reconciliation reconciliation, long claims, int valueBytes) {
    /** @throws LostJobsException unless every accepted job has a record and a claim */
    static AcceptedRecords of(MeasuredSystem system, JobLedger ledger) {
        var records = new LongAdder();
        var bytes = new LongAdder();
        new TopicReader(system.kafkaClient())
                .read(
                        Topics.JOBS.topicName(),
                        record -> {
                            var key = new String(record.key(), StandardCharsets.UTF_8);
                            ledger.arrived(
                                    JobRequests.numberOf(key.substring(key.indexOf('/') + 1)));
                            records.increment();
                            bytes.add(record.value().length);
                        });
        var reconciliation = ledger.reconcile().requireWhole("records of accepted jobs");
        var claims = system.count("SELECT count(*) FROM intake.claim WHERE job_id LIKE 'bench-%'");
        if (claims < reconciliation.accepted()) {
            throw new LostJobsException(
                    "%d claims of %d accepted jobs".formatted(claims, reconciliation.accepted()));
        }
        return new AcceptedRecords(
                reconciliation, claims, Math.toIntExact(bytes.sum() / records.sum()));
    }

    /** @return itself */
    AcceptedRecords tell(Workbench bench) {
        bench.finding("records against accepted jobs", reconciliation);
        bench.finding("claims", claims);
        bench.finding("bytes of a record's value", valueBytes);
        return this;
    }
}
