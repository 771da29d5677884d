package dev.kycplatform.flow.document;

import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static dev.kycplatform.flow.FlowUnderTest.sign;
import static dev.kycplatform.flow.document.Uploads.PICTURE;
import static dev.kycplatform.flow.document.Uploads.data;
import static dev.kycplatform.flow.document.Uploads.field;
import static dev.kycplatform.flow.document.Uploads.file;
import static dev.kycplatform.flow.document.Uploads.metadata;
import static dev.kycplatform.flow.document.Uploads.sha256;
import static dev.kycplatform.flow.document.Uploads.signed;
import static dev.kycplatform.flow.document.Uploads.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class DocumentsIT {
    @Inject AdjustableClock clock;
    @Inject ForgetDocuments forgetDocuments;

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void areGivenBackAsTheyCame() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var answer = upload(user, data(user, PICTURE), PICTURE);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("File uploaded successfully.");
        assertThat(answer.jsonPath().getString("reference_id")).isEqualTo("ref-1");

        var got = get(user, answer.jsonPath().getString("document_id"));
        assertThat(got.asByteArray()).isEqualTo(PICTURE);
        assertThat(got.contentType()).isEqualTo("image/png");
    }

    @Test
    void areListed() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = upload(user, data(user, PICTURE), PICTURE).jsonPath().getString("document_id");
        var listed = post(user, "/0.2/list_documents", "{}").jsonPath();
        assertThat(listed.getString("documents[0].document_id")).isEqualTo(id);
        assertThat(listed.getString("documents[0].user_handle")).isEqualTo(user.handle());
        assertThat(listed.getString("documents[0].hash")).isEqualTo(sha256(PICTURE));
        assertThat(listed.getString("documents[0].type")).isEqualTo("id_passport");
        assertThat(listed.getInt("documents[0].size")).isEqualTo(PICTURE.length);
        assertThat(listed.getInt("pagination.total_count")).isEqualTo(1);
        assertThat(found(user, "{\"search\":\"PASS\"}")).hasSize(1);
        assertThat(found(user, "{\"search\":\"other\"}")).isEmpty();
        assertThat(found(user, "{\"doc_types\":[\"id_passport\"]}")).hasSize(1);
        assertThat(found(user, "{\"doc_types\":[\"id_state\"]}")).isEmpty();
        assertThat(found(user, "{\"end_date\":\"2000-01-01\"}")).isEmpty();
    }

    @Test
    void comeManyAtOnce() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var other = "Its other side".getBytes(StandardCharsets.UTF_8);
        var data = body(user.app(), user.handle());
        var files = data.putObject("file_metadata");
        files.set("file_1", metadata(PICTURE));
        files.set("file_2", metadata(other).put("is_front", false));
        files.set("file_3", metadata(other).put("hash", sha256(PICTURE)));
        var text = data.toString();
        var answer =
                signed(user, text)
                        .multiPart(field("data", text))
                        .multiPart(file("file_1", "front.png", PICTURE))
                        .multiPart(file("file_2", "back.png", other))
                        .multiPart(file("file_3", "wrong.png", other))
                        .post("/0.2/documents");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        List<String> ids = answer.jsonPath().getList("document_id");
        assertThat(ids).hasSize(2);
        assertThat(answer.jsonPath().getList("unsuccessful_uploads")).isEqualTo(List.of("file_3"));
        assertThat(get(user, ids.get(1)).asByteArray()).isEqualTo(other);
    }

    @Test
    void mayBeLargeAndAreStoredOnce() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        var first = upload(user, data(user, large), large);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        var again = upload(user, data(user, large), large);
        assertThat(get(user, again.jsonPath().getString("document_id")).asByteArray())
                .isEqualTo(large);
        assertThat(count("document", user)).isEqualTo(2);
        assertThat(count("document_content", user)).isEqualTo(1);
    }

    @Test
    void areStoredWhileTheyAreStillOnTheirWay() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var large = new byte[8 << 20];
        new Random(2).nextBytes(large);
        var text = data(user, large).toString();
        var start =
                ("--end\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n%s\r\n--end\r\n"
                                + "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n")
                        .formatted(text)
                        .getBytes(StandardCharsets.UTF_8);
        var end = "\r\n--end--\r\n".getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            var output = socket.getOutputStream();
            output.write(
                    """
                    POST /0.2/documents HTTP/1.1
                    Host: 127.0.0.1
                    Connection: close
                    Content-Type: multipart/form-data; boundary=end
                    Content-Length: %d
                    authsignature: %s
                    usersignature: %s

                    """
                            .formatted(
                                    start.length + large.length + end.length,
                                    sign(user.app().privateKey(), text),
                                    sign(user.privateKey(), text))
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            output.write(start);
            output.write(large, 0, large.length / 2);
            output.flush();
            Awaitility.await("what has come to be stored")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    count(
                                                    "document_content JOIN flow.document_part USING (content_id)",
                                                    user)
                                            > 0);
            output.write(large, large.length / 2, large.length / 2);
            output.write(end);
            output.flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
        assertThat(count("document", user)).isEqualTo(1);
    }

    @Test
    void mayNotBeTooLarge() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var tooLarge = new byte[(20 << 20) + (1 << 17)];
        var answer = upload(user, data(user, tooLarge), tooLarge);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(count("document_content", user)).isZero();
    }

    @Test
    void areWhatIsSaidOfThem() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var data = data(user, "Something else".getBytes(StandardCharsets.UTF_8));
        var answer = upload(user, data, PICTURE);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("validation_details.hash[0]"))
                .isEqualTo("The hash does not match the file.");
        assertThat(count("document_content", user)).isZero();
    }

    @Test
    void needAType() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var data = data(user, PICTURE);
        data.remove("document_type");
        var answer = upload(user, data, PICTURE);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith("Bad request");
        assertThat(answer.jsonPath().getString("validation_details.document_type"))
                .isEqualTo("This field is required.");
    }

    @Test
    void needTheFile() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var text = data(user, PICTURE).toString();
        var answer = signed(user, text).multiPart(field("data", text)).post("/0.2/documents");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("validation_details.file"))
                .isEqualTo("This field is required.");
    }

    @Test
    void needToBeMultipart() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var answer = post(user, "/0.2/documents", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("validation_details.body[0]"))
                .isEqualTo("Must be multipart/form-data.");
    }

    @Test
    void areRefusedToOthers() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var text = data(user, PICTURE).toString();
        var answer =
                given().header("authsignature", sign(newKey(), text))
                        .header("usersignature", sign(user.privateKey(), text))
                        .multiPart(field("data", text))
                        .multiPart(file("file", "passport.png", PICTURE))
                        .post("/0.2/documents");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("FAILURE");
        assertThat(count("document_content", user)).isZero();
    }

    @Test
    void areSomebodysOwn() {
        var app = FlowUnderTest.app();
        var user = FlowUnderTest.person(app);
        var id = upload(user, data(user, PICTURE), PICTURE).jsonPath().getString("document_id");
        assertThat(get(FlowUnderTest.person(app), id).statusCode()).isEqualTo(404);
    }

    @Test
    void standNowhereInTheClear() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        upload(user, data(user, PICTURE), PICTURE).then().statusCode(200);
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows =
                        admin.createStatement()
                                .executeQuery(
                                        "SELECT (SELECT string_agg(d::text, '') FROM flow.document d)"
                                                + " || (SELECT string_agg(left(p::text, 4000), '') FROM flow.document_part p)")) {
            rows.next();
            var stored = rows.getString(1).toLowerCase();
            assertThat(stored).isNotEmpty();
            assertThat(stored)
                    .doesNotContain(
                            "passport.png",
                            hex(PICTURE),
                            sha256(PICTURE),
                            hex("passport.png".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void areForgottenInTheEnd() throws SQLException {
        var start = Instant.now();
        clock.stopAt(start);
        var user = FlowUnderTest.person(FlowUnderTest.app());
        upload(user, data(user, PICTURE), PICTURE).then().statusCode(200);
        clock.stopAt(start.plus(Duration.ofDays(180)).minusSeconds(1));
        forgetDocuments.forget();
        assertThat(count("document", user)).isEqualTo(1);
        clock.stopAt(start.plus(Duration.ofDays(180)).plusSeconds(1));
        forgetDocuments.forget();
        assertThat(count("document", user)).isZero();
        assertThat(count("document_content", user)).isZero();
    }

    private static Response get(TestUser user, String id) {
        return post(user, "/0.2/get_document", "{\"document_id\":\"%s\"}".formatted(id));
    }

    private static List<Object> found(TestUser user, String filter) {
        return post(user, "/0.2/list_documents", filter).jsonPath().getList("documents");
    }

    private static int count(String table, TestUser user) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var count =
                        admin.prepareStatement(
                                "SELECT count(*) FROM flow."
                                        + table
                                        + " JOIN flow.entity USING (entity_id) WHERE handle = ?")) {
            count.setString(1, user.handle());
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
