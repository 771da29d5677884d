package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.localstack.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How fast jobs are accepted that come as rows of few requests, beside the same jobs in a request each. */
final class BulkBenchmark implements Benchmark {
    /** As many as intake takes at once, of a partner each. */
    private static final int REQUESTS = 8;

    /** A second's work or less, so that few requests lie across the ends of what is counted. */
    private static final int ROWS = 1_000;

    private static final int CALLERS = 256;

    private final JobLedger ledger = new JobLedger();

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String measures() {
        return "Rows accepted of NDJSON requests: %d at once, of %,d rows and a partner each, sent again once answered."
                        .formatted(REQUESTS, ROWS)
                + " Then the same jobs come in a request each from %d callers, on the same system. No other service runs."
                        .formatted(CALLERS);
    }

    @Override
    public void run(Workbench bench) {
        try (var system = bench.system(List.of(Service.INTAKE), Map.of())) {
            var requests = JobRequests.thatNobodyReceives(system.partners(), bench.clock());
            var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), CALLERS);
            var rows = rowsPerSecond(bench, system, client, requests);
            var single = single(bench, system, client, requests);
            client.close();
            AcceptedRecords.of(system, ledger).tell(bench);
            bench.figure(Figure.of("rows accepted at most", rows, "rows/s"));
            bench.figure(
                    Figure.of("accepted at most in a request each", single.perSecond(), "jobs/s"));
            bench.figure(
                    Figure.of(
                                    "rows, of what is accepted in a request each",
                                    rows / single.perSecond(),
                                    "")
                            .atLeast(1.5));
        }
    }

    private double rowsPerSecond(
            Workbench bench, MeasuredSystem system, Client client, JobRequests requests) {
        Target target =
                _ -> {
                    // Its own partner for each that is under way.
                    var first = ledger.next(ROWS);
                    return client.post(
                                    "/v1/bulk_async_id_verification",
                                    body(requests, first),
                                    requests.headers(first / ROWS))
                            .thenApply(answer -> isAcceptedWhole(answer, first));
                };
        var most = bench.most("rows", target, REQUESTS, system, Map.of());
        return most.perSecond() * ROWS;
    }

    private static byte[] body(JobRequests requests, long first) {
        return LongStream.range(first, first + ROWS)
                .mapToObj(requests::row)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Every row is acknowledged, and each that is accepted goes into the ledger. */
    private boolean isAcceptedWhole(Client.Answer answer, long first) {
        var accepted =
                new String(answer.body(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.endsWith("\"success\":true}"))
                        .mapToLong(BulkBenchmark::number)
                        .filter(number -> number >= first && number < first + ROWS)
                        .peek(ledger::accepted)
                        .count();
        return answer.status() == 200 && accepted == ROWS;
    }

    private static long number(String acknowledgement) {
        var from = acknowledgement.indexOf("\"job_id\":\"") + "\"job_id\":\"".length();
        return JobRequests.numberOf(
                acknowledgement.substring(from, acknowledgement.indexOf('"', from)));
    }

    private Load single(
            Workbench bench, MeasuredSystem system, Client client, JobRequests requests) {
        var submissions = new Submissions(client, requests);
        return bench.most(
                "in a request each",
                _ -> submissions.submit(ledger.next(), ledger),
                CALLERS,
                system,
                Map.of());
    }
}
