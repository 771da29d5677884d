package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against servers that write down what they are asked, and answer as told by path. */
class OperationsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** One answer after the other. */
    private final Map<String, Queue<String>> pages = new ConcurrentHashMap<>();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer intake;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer worker;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer dispatcher;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer flow;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        intake = server("intake");
        worker = server("worker");
        dispatcher = server("dispatcher");
        flow = server("flow");
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
        intake.stop(0);
        worker.stop(0);
        dispatcher.stop(0);
        flow.stop(0);
    }

    @Test
    void whyTellsWhatEachServiceKnowsInTheOrderOfTime() {
        answers.put(
                "intake /admin/jobs/by-smile-job-id/0000000042",
                """
                {"partner_id":"1001","job_id":"a/b","smile_job_id":"0000000042","state":"answered",
                 "endpoint":"/v1/async_id_verification","accepted_at":"2026-01-01T00:00:00.5Z"}""");
        answers.put(
                "worker /admin/jobs/1001/a%2Fb?accepted_at=2026-01-01T00%3A00%3A00.5Z",
                """
                {"records":[{"topic":"kyc.jobs","partition":2,"offset":7,"ce_id":"c1","at":"2026-01-01T00:00:00.501Z"}],
                 "attempts":[{"attempt":1,"at":"2026-01-01T00:00:01Z","authority":"ng-nibss","outcome":"unavailable",
                              "cause":"status_503","took_ms":12,"next_attempt_at":"2026-01-01T00:00:02Z"}],
                 "result":{"code":"1012","authority":"ng-nibss","attempts":2,"answered_at":"2026-01-01T00:00:02.1Z",
                           "recorded_at":"2026-01-01T00:00:02.2Z","callback_owed":true,
                           "parked_at":"2026-01-01T00:00:01.1Z","parked_cause":"status_503","ce_id":"c2"}}""");
        answers.put(
                "dispatcher /admin/jobs/1001/a%2Fb?accepted_at=2026-01-01T00%3A00%3A00.5Z",
                """
                {"deliveries":[{"webhook_id":"msg_1","endpoint":"https://bank.example","state":"pending",
                   "created_at":"2026-01-01T00:00:02.3Z","due_at":"2026-01-01T00:00:08Z",
                   "attempts":[{"attempt":1,"at":"2026-01-01T00:00:02.4Z","took_ms":30,"outcome":"deferred","status":500}]}]}""");

        assertThat(run("why", "0000000042")).isZero();

        assertThat(printed())
                .containsSubsequence(
                        "Job a/b of partner 1001 is answered",
                        "accepted on /v1/async_id_verification as SmileJobID 0000000042",
                        "recorded in kyc.jobs, partition 2, offset 7, ce_id c1",
                        "attempt 1 at ng-nibss: unavailable (status_503), 12 ms; next 2026-01-01T00:00:02Z",
                        "2026-01-01T00:00:01.1Z        parked for ng-nibss (status_503) until 2026-01-01T00:00:02.2Z",
                        "result 1012 of ng-nibss after 2 attempts, ce_id c2, callback owed",
                        "callback to https://bank.example, webhook-id msg_1",
                        "callback attempt 1 at https://bank.example: deferred, HTTP 500, 30 ms",
                        "(Kafka does not answer: where the records stand is not known)",
                        "(the callback to https://bank.example is pending; next attempt 2026-01-01T00:00:08Z)");
    }

    @Test
    void whyTellsWhatIsKnownWhenAServiceIsAway() {
        answers.put(
                "intake /admin/jobs/1001/j",
                """
                {"partner_id":"1001","job_id":"j","smile_job_id":"0000000042","state":"unconfirmed",
                 "endpoint":"/v1/id_verification","accepted_at":"2026-01-01T00:00:00Z"}""");
        answers.put(
                "dispatcher /admin/jobs/1001/j?accepted_at=2026-01-01T00%3A00%3A00Z",
                "{\"records\":[],\"deliveries\":[]}");
        worker.stop(0);

        assertThat(run("why", "1001", "j")).isZero();

        assertThat(printed())
                .contains(
                        "whether it was published is not known",
                        "(of the worker nothing is known:");
    }

    @Test
    void jobsAreListedPageByPageUpToTheLimit() {
        answers.put(
                "intake /admin/jobs?limit=3&partner=1001&state=parked",
                "{\"jobs\":[],\"next_partner\":\"1001\",\"next_job\":\"x y\"}");
        answers.put(
                "intake /admin/jobs?limit=3&partner=1001&state=parked&after_partner=1001&after_job=x%20y",
                """
                {"jobs":[{"partner_id":"1001","job_id":"z1","state":"parked"},{"partner_id":"1001","job_id":"z2"}],
                 "next_partner":"1001","next_job":"z2"}""");
        answers.put(
                "intake /admin/jobs?limit=1&partner=1001&state=parked&after_partner=1001&after_job=z2",
                "{\"jobs\":[{\"partner_id\":\"1001\",\"job_id\":\"z3\"}],\"next_partner\":\"1001\",\"next_job\":\"z3\"}");

        assertThat(run("jobs", "list", "--partner=1001", "--state=parked", "--limit=3")).isZero();

        assertThat(printed()).contains("z1", "z2", "z3", "There are more");
    }

    @Test
    void aJobIsCancelledAtTheWorker() {
        answers.put(
                "worker /admin/jobs/1001/j/cancel",
                "{\"result_code\":\"1012\",\"cancelled\":false}");

        assertThat(run("jobs", "cancel", "1001", "j", "--reason=asked for")).isZero();

        assertThat(asked)
                .containsExactly(
                        "POST worker /admin/jobs/1001/j/cancel {\"reason\":\"asked for\"}");
        assertThat(printed()).contains("Too late: the job has ended with 1012");
    }

    @Test
    void parkedJobsThatFitAreCancelledPageByPage() {
        pages.put(
                "worker /admin/jobs/cancel",
                new ArrayDeque<>(
                        List.of(
                                "{\"cancelled\":200,\"answered\":0,\"unreadable\":0,"
                                        + "\"next_partner\":\"1001\",\"next_job\":\"x\"}",
                                "{\"cancelled\":7,\"answered\":2,\"unreadable\":1}")));

        assertThat(
                        run(
                                "jobs",
                                "cancel",
                                "--partner=1001",
                                "--state=parked",
                                "--since=2026-01-01T00:00:00Z",
                                "--reason=a wrong batch"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "POST worker /admin/jobs/cancel {\"reason\":\"a wrong batch\",\"partner\":\"1001\","
                                + "\"since\":\"2026-01-01T00:00:00Z\"}",
                        "POST worker /admin/jobs/cancel {\"reason\":\"a wrong batch\",\"partner\":\"1001\","
                                + "\"since\":\"2026-01-01T00:00:00Z\",\"after_partner\":\"1001\",\"after_job\":\"x\"}");
        assertThat(printed())
                .contains("207 cancelled", "2 were answered first", "1 cannot be opened");
    }

    @Test
    void nothingIsCancelledUnlessItIsSaidWhat() {
        assertThat(run("jobs", "cancel")).isEqualTo(2);
        assertThat(run("jobs", "cancel", "1001")).isEqualTo(2);
        assertThat(run("jobs", "cancel", "1001", "j", "--partner=1001")).isEqualTo(2);
        assertThat(run("jobs", "cancel", "--state=answered")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void stuckJobsAreCounted() {
        answers.put(
                "intake /admin/jobs/stuck?limit=100",
                """
                {"counts":{"unanswered":2,"unconfirmed":1,"parked":7},
                 "jobs":[{"partner_id":"1001","job_id":"lost","state":"unanswered"}]}""");

        assertThat(run("stuck")).isZero();

        assertThat(printed())
                .contains("3 without a result and not parked, 1 of which", "7 parked", "lost");
    }

    @Test
    void deadLettersOfAllServicesAreListed() {
        var query = "?limit=100&cause=SEAL_BROKEN&topic=kyc.jobs";
        answers.put(
                "worker /admin/dead-letters" + query,
                "{\"letters\":[{\"service\":\"verification-worker\",\"id\":\"0-7\"}],\"complete\":true}");
        answers.put(
                "dispatcher /admin/dead-letters" + query,
                "{\"letters\":[{\"service\":\"callback-dispatcher\",\"id\":\"0-8\",\"redriven\":true}],\"complete\":false}");
        answers.put(
                "flow /admin/dead-letters" + query,
                "{\"letters\":[{\"service\":\"kyc-flow-service\",\"id\":\"0-9\"}],\"complete\":true}");

        assertThat(run("dead-letters", "list", "--topic=kyc.jobs", "--cause=SEAL_BROKEN")).isZero();

        assertThat(printed())
                .contains("verification-worker", "0-7", "callback-dispatcher", "0-8", "(put back)")
                .contains("kyc-flow-service", "0-9")
                .contains("There are more");
    }

    @Test
    void aDeadLettersBytesAreShownOnlyWhenAskedFor() {
        answers.put("worker /admin/dead-letters/0-7", "{\"id\":\"0-7\",\"size\":2}");
        answers.put(
                "worker /admin/dead-letters/0-7/open",
                "{\"id\":\"0-7\",\"size\":2,\"value\":\"AP8=\"}");

        assertThat(run("dead-letters", "show", "verification-worker", "0-7")).isZero();
        assertThat(printed()).doesNotContain("in hex");
        assertThat(run("dead-letters", "show", "worker", "0-7", "--bytes", "--reason=ticket 1"))
                .isZero();

        assertThat(printed()).contains("AP8=", "00ff");
        assertThat(asked)
                .containsExactly(
                        "GET worker /admin/dead-letters/0-7 ",
                        "POST worker /admin/dead-letters/0-7/open {\"reason\":\"ticket 1\"}");
    }

    @Test
    void deadLettersArePutBackOneByOneOrAllThatFit() {
        answers.put("worker /admin/dead-letters/0-7/redrive", "{\"topic\":\"kyc.jobs\"}");
        answers.put("worker /admin/dead-letters/redrive", "{\"redriven\":3,\"complete\":true}");
        answers.put(
                "dispatcher /admin/dead-letters/redrive", "{\"redriven\":0,\"complete\":false}");
        answers.put("flow /admin/dead-letters/redrive", "{\"redriven\":1,\"complete\":true}");

        assertThat(run("dead-letters", "redrive", "worker", "0-7")).isZero();
        assertThat(run("dead-letters", "redrive", "--all", "--cause=INTERNAL", "--reason=repaired"))
                .isZero();
        assertThat(run("dead-letters", "redrive", "worker")).isNotZero();
        assertThat(run("dead-letters", "redrive", "nobody", "0-7")).isNotZero();

        assertThat(printed())
                .contains(
                        "Put back to kyc.jobs",
                        "worker: 3 put back",
                        "dispatcher: 0 put back; there are more",
                        "flow: 1 put back");
        assertThat(asked)
                .contains(
                        "POST worker /admin/dead-letters/redrive {\"reason\":\"repaired\",\"cause\":\"INTERNAL\"}");
    }

    @Test
    void deadLettersOfOneServiceAreListedThoughAnotherIsAway() {
        answers.put(
                "worker /admin/dead-letters?limit=100",
                "{\"letters\":[{\"service\":\"verification-worker\",\"id\":\"0-7\"}],\"complete\":true}");
        dispatcher.stop(0);
        answers.put("flow /admin/dead-letters?limit=100", "{\"letters\":[],\"complete\":true}");

        assertThat(run("dead-letters", "list")).isEqualTo(1);

        assertThat(printed()).contains("verification-worker", "0-7");
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("(of the dispatcher nothing is known: ");
    }

    @Test
    void lagIsSummedByTopicAndIsAsOldAsItsOldestRecord() {
        answers.put(
                "worker /admin/lag",
                """
                {"at":"2026-01-01T00:00:00Z","partitions":[
                  {"group":"verification-worker","topic":"kyc.jobs","partition":0,"records":1200,"seconds":75.4,
                   "produced_per_second":10.0,"consumed_per_second":30.0,"drains_in_seconds":60.0},
                  {"group":"verification-worker","topic":"kyc.jobs","partition":1,"records":34,"seconds":2.0,
                   "produced_per_second":0.5,"consumed_per_second":1.0,"drains_in_seconds":68.0}]}""");
        answers.put(
                "dispatcher /admin/lag",
                """
                {"at":"2026-01-01T00:00:00Z","partitions":[
                  {"group":"callback-dispatcher","topic":"kyc.results","partition":0,"records":7,
                   "produced_per_second":0.0,"consumed_per_second":0.0}]}""");
        answers.put(
                "flow /admin/lag",
                """
                {"at":"2026-01-01T00:00:00Z","partitions":[
                  {"group":"kyc-flow-service","topic":"kyc.results","partition":0,"records":0,"seconds":0.0,
                   "produced_per_second":0.0,"consumed_per_second":0.0,"drains_in_seconds":0.0}]}""");

        assertThat(run("lag", "--once")).isZero();

        assertThat(printed())
                .containsPattern(
                        "verification-worker +kyc.jobs +2 +1234 +1 min 15 s +10.5 +31.0 +1 min 8 s\n")
                .containsPattern(
                        "callback-dispatcher +kyc.results +1 +7 +\\? +0.0 +0.0 +not at this rate\n")
                .containsPattern("kyc-flow-service +kyc.results +1 +0 +0.0 s +0.0 +0.0 +-\n");

        assertThat(run("lag", "--once", "--partitions")).isZero();

        assertThat(printed())
                .containsPattern("kyc.jobs +0 +1200 +1 min 15 s +10.0 +30.0 +1 min 0 s\n")
                .containsPattern("kyc.jobs +1 +34 +2.0 s");
    }

    @Test
    void usageIsShownByPartnerKindAndCode() {
        answers.put(
                "worker /admin/usage?from=2026-01-01&until=2026-02-01&partner=1001",
                """
                {"counted_until":"2026-02-01T00:10:00Z","lines":[{"partner_id":"1001","country":"NG","id_type":"BVN",
                  "lane":"async","result_code":"1012","jobs":7}]}""");

        assertThat(run("usage", "--from=2026-01-01", "--until=2026-02-01", "--partner=1001"))
                .isZero();

        assertThat(printed())
                .containsPattern("1001 +NG +BVN +async +1012 +7\\n")
                .contains("until 2026-02-01T00:10:00Z");
    }

    @Test
    void lagOfAServiceThatDoesNotTellIsNamedAndFailsTheCommand() {
        answers.put("worker /admin/lag", "{\"partitions\":[]}");
        answers.put("flow /admin/lag", "{\"partitions\":[]}");

        assertThat(run("lag", "--once")).isEqualTo(1);

        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("(of the dispatcher nothing is known: ");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + origin(intake));
        all.add("--worker-url=" + origin(worker));
        all.add("--dispatcher-url=" + origin(dispatcher));
        all.add("--flow-url=" + origin(flow));
        all.add("--token-file=" + directory.resolve("token"));
        return Kyc.commands().execute(all.toArray(String[]::new));
    }

    private static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(name, exchange));
        server.start();
        return server;
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        String what = name + " " + exchange.getRequestURI();
        asked.add(
                "%s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                what,
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        Queue<String> left = pages.get(what);
        if (left != null) {
            answers.put(what, left.remove());
        }
        byte[] body =
                answers.getOrDefault(what, "{\"code\":\"NOT_FOUND\",\"detail\":\"not told\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(what) ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
