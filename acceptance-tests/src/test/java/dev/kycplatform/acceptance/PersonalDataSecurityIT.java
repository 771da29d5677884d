package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * No personal data and no secret stands in the clear in Kafka, in PostgreSQL, in a log, in metrics or in the body of a
 * refusal: recognisable values go in through every input field of both public interfaces and come out of an authority,
 * and none is found in any form. The search is proven in each of these places by what is planted, or always stands, there.
 * Traces are kept nowhere but as {@code traceparent} in the records that are searched.
 */
class PersonalDataSecurityIT {
    private static final List<String> INPUTS =
            List.of(
                    "first_name",
                    "middle_name",
                    "last_name",
                    "dob",
                    "phone_number",
                    "gender",
                    "bank_code",
                    "citizenship",
                    "session_id",
                    "entered",
                    "language");

    /** What the sandbox's authorities tell of everybody. */
    private static final List<String> ANSWERED =
            List.of("Ojora Close", "Doe Leo", "20-September-2000");

    private static final String CONTROL_TOPIC = "control";
    private static final String CONTROL_LOG = "control.log";
    private static final String CONTROL_VALUE = "Wq8control-value";

    /** What every service's metrics tell, and no other place. */
    private static final String METRICS_CONTROL = "jvm_gc_memory_allocated_bytes_total";

    private static final List<Service> WITH_METRICS =
            List.of(Service.INTAKE, Service.WORKER, Service.DISPATCHER, Service.FLOW);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority iprs = new SandboxAuthority("ke-iprs");
    private final List<String> refusals = new ArrayList<>();

    @AfterEach
    void restore() throws Exception {
        iprs.recover();
        inbox.close();
        Files.deleteIfExists(Platform.logs().resolve(CONTROL_LOG));
        try (var database = Platform.database();
                var statement = database.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS worker.control");
        }
        try (var admin = admin()) {
            if (admin.listTopics().names().get().contains(CONTROL_TOPIC)) {
                admin.deleteTopics(List.of(CONTROL_TOPIC)).all().get();
            }
        }
    }

    @Test
    void isNowhereInTheClear() throws Exception {
        var secrets = new ArrayList<>(ANSWERED);
        secrets.add(Platform.stack().partner().apiKey());
        secrets.add(Platform.stack().partner().webhookSecret().substring("whsec_".length()));
        // One that ends well, one of which the number is refused, one that is parked while we look,
        // one on the line.
        submitMarked("Wq1", "NG", "BVN", "00000000000", secrets);
        submitMarked("Wq2", "NG", "BVN", "98765432109", secrets);
        secrets.add("98765432109");
        iprs.goDown();
        var parked = submitMarked("Wq3", "KE", "NATIONAL_ID", "00000000", secrets);
        Awaitility.await("the last to be parked")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Ledger.isParked(parked));
        verifyMarked(secrets);
        refusedRequests(secrets);
        registerMarked(secrets);
        plantControl();

        var searches = Search.forTexts(secrets);
        var control = Search.forText(CONTROL_VALUE);
        var found = new ArrayList<String>();
        var controls = new ArrayList<String>();
        inTopics((place, content) -> look(place, content, searches, control, found, controls));
        inTables((place, content) -> look(place, content, searches, control, found, controls));
        inLogs((place, content) -> look(place, content, searches, control, found, controls));
        var metricsControl = Search.forText(METRICS_CONTROL);
        inMetrics(
                (place, content) ->
                        look(place, content, searches, metricsControl, found, controls));
        var refusalControl = Search.forText("\"success\":false");
        inRefusals(
                (place, content) ->
                        look(place, content, searches, refusalControl, found, controls));

        assertThat(found).isEmpty();
        assertThat(controls).anyMatch(place -> place.startsWith("topic " + CONTROL_TOPIC));
        assertThat(controls).anyMatch(place -> place.startsWith("table worker.control"));
        assertThat(controls).contains("log " + CONTROL_LOG);
        assertThat(controls)
                .containsAll(
                        WITH_METRICS.stream()
                                .map(service -> "metrics " + service.label())
                                .toList());
        assertThat(controls.stream().filter(place -> place.startsWith("refusal ")))
                .hasSameSizeAs(refusals);
        iprs.recover();
        inbox.await(parked);
    }

    /** Sends a job whose every field carries the mark, waits until it has gone as far as it can, and returns its id. */
    private String submitMarked(
            String mark, String country, String idType, String idNumber, List<String> secrets) {
        var jobId = partner.newJobId();
        var answer = partner.submit(marked(mark, jobId, country, idType, idNumber, secrets));
        assertThat(answer.raw().body()).isEqualTo("{\"success\":true}");
        if (!country.equals("KE")) {
            inbox.await(jobId);
        }
        return jobId;
    }

    private ObjectNode marked(
            String mark,
            String jobId,
            String country,
            String idType,
            String idNumber,
            List<String> secrets) {
        var path = mark + "Ünïpath/" + mark + "path";
        var job =
                partner.job(
                        jobId,
                        country,
                        idType,
                        idNumber,
                        inbox.url() + "/" + mark + "path?token=" + mark + "query");
        secrets.addAll(
                List.of(
                        mark + "path",
                        mark + "query",
                        mark + "user",
                        mark + "extra",
                        mark + "consent"));
        for (var input : INPUTS) {
            var value = mark + input + "Çelik";
            job.put(input, value);
            secrets.add(value);
        }
        job.putObject("consent_information").putObject("consented").put("note", mark + "consent");
        var params = (ObjectNode) job.get("partner_params");
        params.put("user_id", mark + "user").put("extra", mark + "extra").put("path", path);
        return job;
    }

    /** The other lane: its requests, its replies, its results. */
    private void verifyMarked(List<String> secrets) {
        var answer =
                partner.verify(
                        marked("Wq5", partner.newJobId(), "NG", "BVN", "00000000000", secrets));
        assertThat(answer.body().path("ResultCode").asText()).isEqualTo("1012");
    }

    /** What is refused must not be logged either, nor repeated in the refusal. */
    private void refusedRequests(List<String> secrets) {
        var mistyped = marked("Wq4", partner.newJobId(), "NG", "BVN", "00000000000", secrets);
        mistyped.put("first_name", 5).put("id_number", true);
        refused(partner.submit(mistyped), 400);
        var incomplete = marked("Wq6", partner.newJobId(), "NG", "BVN", "Wq6number", secrets);
        incomplete.remove("country");
        refused(partner.submit(incomplete), 400);
        var listed = marked("Wq7", partner.newJobId(), "NG", "BVN", "00000000000", secrets);
        listed.putArray("id_number").add("Wq7number");
        refused(partner.verify(listed), 400);
        secrets.addAll(List.of("Wq6number", "Wq7number"));
        var known = Platform.stack().partner();
        var impostor =
                new PartnerClient(
                        new Partner(
                                known.partnerId(),
                                "Wq8key",
                                known.webhookSecret(),
                                known.baseUrl(),
                                known.httpsBaseUrl(),
                                known.caFile()));
        secrets.add("Wq8key");
        refused(
                impostor.submit(
                        marked("Wq8", partner.newJobId(), "NG", "BVN", "00000000000", secrets)),
                400);
    }

    private void refused(PartnerClient.Answer answer, int status) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        refusals.add(answer.raw().body());
    }

    /** A person of the other interface, verified; and requests of it that are refused. */
    private void registerMarked(List<String> secrets) {
        var app = FlowApp.register(Platform.stack());
        secrets.addAll(app.secrets());
        var user = "user-" + UUID.randomUUID();
        var person = app.about(user);
        person.putObject("entity")
                .put("type", "individual")
                .put("first_name", "Wq9first")
                .put("last_name", "Wq9last")
                .put("birthdate", "1987-03-29");
        person.putObject("address")
                .put("street_address_1", "Wq9street 17")
                .put("city", "Wq9city")
                .put("state", "OR")
                .put("country", "US")
                .put("postal_code", "97204");
        person.putObject("identity")
                .put("identity_alias", "SSN")
                .put("identity_value", "543290817");
        person.putObject("contact")
                .put("phone", "503-918-2736")
                .put("email", "wq9mail@example.com");
        person.putObject("id_document")
                .put("doc_type", "id_passport")
                .put("doc_id", "Wq9document")
                .put("doc_country", "US");
        person.putObject("device")
                .put("device_fingerprint", "Wq9print")
                .put("session_identifier", "Wq9session");
        secrets.addAll(
                List.of(
                        "Wq9document",
                        "Wq9print",
                        "Wq9session",
                        "Wq9first",
                        "Wq9last",
                        "1987-03-29",
                        "Wq9street",
                        "Wq9city",
                        "543290817",
                        "503-918-2736",
                        "5039182736",
                        "wq9mail"));
        var spoilt = person.deepCopy();
        ((ObjectNode) spoilt.get("entity")).put("birthdate", "Wq9birthdate");
        secrets.add("Wq9birthdate");
        refused(app.post("/0.2/register", spoilt));
        assertThat(app.post("/0.2/register", person).status()).isEqualTo(200);
        refused(app.post("/0.2/register", person));
        uploadMarked(app, user, secrets);
        app.addWebhookEndpoint(inbox.url() + "/Wq9hook?token=Wq9query", "kyc_status");
        secrets.addAll(List.of("Wq9hook", "Wq9query"));
        var started = app.post("/0.2/kyc", app.about(user).put("flow", app.flow("KYC-STANDARD")));
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        app.awaitStatus(user, "passed");
        Awaitility.await("the webhook")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !inbox.delivered("").isEmpty());
        refused(app.post("/0.2/add/email", app.about(user).put("email", "Wq9nomail")));
        secrets.add("Wq9nomail");
    }

    private static void uploadMarked(FlowApp app, String user, List<String> secrets) {
        var data =
                app.about(user)
                        .put("name", "Wq9name")
                        .put("filename", "Wq9file")
                        .put("description", "Wq9description")
                        .put("document_type", "id_passport");
        var uploaded = app.upload(data, "Wq9content".getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
        secrets.addAll(List.of("Wq9name", "Wq9file", "Wq9description", "Wq9content"));
    }

    private void refused(FlowApp.Answer answer) {
        assertThat(answer.body().path("success").asBoolean(true))
                .as(answer.body().toString())
                .isFalse();
        refusals.add(answer.body().toString());
    }

    private static void look(
            String place,
            byte @Nullable [] content,
            Search searches,
            Search control,
            List<String> found,
            List<String> controls) {
        if (content == null) {
            return;
        }
        searches.in(content).forEach(text -> found.add(text + " in " + place));
        if (!control.in(content).isEmpty()) {
            controls.add(place);
        }
    }

    /** Somebody who looks at everything. */
    private interface Looker {
        void look(String place, byte @Nullable [] content);
    }

    private static void inTopics(Looker looker) throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var names = admin.listTopics().names().get();
            assertThat(names).contains("kyc.jobs", "kyc.results", "kyc.partners");
            for (var topic : names) {
                for (var record : Ledger.records(topic)) {
                    var place = "topic " + topic + " at " + record.offset();
                    looker.look(place + " key", record.key());
                    looker.look(place + " value", record.value());
                    record.headers()
                            .forEach(
                                    header ->
                                            looker.look(
                                                    place + " " + header.key(), header.value()));
                }
            }
        }
    }

    /** Every column of every table and of every partition, detoasted; byte strings as bytes. */
    private static void inTables(Looker looker) throws SQLException {
        try (var database = Platform.database();
                var tables =
                        database.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var schema = tables.getString("TABLE_SCHEM");
                var table = schema + ".\"" + tables.getString("TABLE_NAME") + "\"";
                if (schema.equals("pg_catalog") || schema.equals("information_schema")) {
                    continue;
                }
                try (var statement = database.createStatement();
                        var rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            var place =
                                    "table "
                                            + table.replace("\"", "")
                                            + "."
                                            + rows.getMetaData().getColumnName(i);
                            looker.look(place, bytesOf(rows, i));
                        }
                    }
                }
            }
        }
    }

    private static byte @Nullable [] bytesOf(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) instanceof byte[] bytes) {
            return bytes;
        }
        var text = row.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void inLogs(Looker looker) throws IOException {
        try (var files = Files.walk(Platform.logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                looker.look("log " + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static void inMetrics(Looker looker) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var service : WITH_METRICS) {
                var metrics =
                        HttpRequest.newBuilder(
                                        Platform.stack()
                                                .service(service)
                                                .baseUrl()
                                                .resolve("/q/metrics"))
                                .build();
                looker.look(
                        "metrics " + service.label(),
                        http.send(metrics, HttpResponse.BodyHandlers.ofByteArray()).body());
            }
        }
    }

    private void inRefusals(Looker looker) {
        for (int i = 0; i < refusals.size(); i++) {
            looker.look("refusal " + i, refusals.get(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The same settings as what is searched: a compressed record, a value long enough to be toasted. */
    private static void plantControl() throws Exception {
        var value =
                ("{\"name\":\"" + CONTROL_VALUE + "\",\"filler\":\"" + "x".repeat(4_000) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(CONTROL_TOPIC, 1, (short) 1))).all().get();
        }
        Files.writeString(Platform.logs().resolve(CONTROL_LOG), "WARN " + CONTROL_VALUE + "\n");
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                Platform.stack().kafka().bootstrapServers(),
                                "compression.type",
                                "gzip"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(CONTROL_TOPIC, value)).get();
        }
        try (var database = Platform.database();
                var table = database.createStatement()) {
            table.execute("CREATE TABLE worker.control (body bytea)");
            table.execute("ALTER TABLE worker.control ALTER body SET STORAGE EXTERNAL");
            try (var insert = database.prepareStatement("INSERT INTO worker.control VALUES (?)")) {
                insert.setBytes(1, value);
                insert.executeUpdate();
            }
        }
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", Platform.stack().kafka().bootstrapServers()));
    }
}
