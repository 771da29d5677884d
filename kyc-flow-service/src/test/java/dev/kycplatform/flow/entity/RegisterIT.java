package dev.kycplatform.flow.entity;

import static dev.kycplatform.flow.FlowUnderTest.addressOf;
import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class RegisterIT {
    @Inject FindEntity findEntity;

    @Test
    void takesTheHandle() {
        var app = FlowUnderTest.app();
        var handle = newHandle();
        var free = post(app, "/0.2/check_handle", body(app, handle)).jsonPath();
        assertThat(free.getString("message")).isEqualTo(handle + " is available.");
        assertThat(free.getString("status")).isEqualTo("SUCCESS");

        var registered =
                post(
                                app,
                                "/0.2/register",
                                FlowUnderTest.registration(app, handle, addressOf(newKey())))
                        .jsonPath();
        assertThat(registered.getString("message"))
                .isEqualTo(handle + " was successfully registered.");

        var taken =
                post(app, "/0.2/check_handle", body(app, handle.toUpperCase() + ".silamoney.eth"));
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.jsonPath().getString("status")).isEqualTo("FAILURE");
        assertThat(taken.jsonPath().getBoolean("success")).isFalse();
    }

    @Test
    void keepsWhatWasRegistered() {
        var app = FlowUnderTest.app();
        var user = FlowUnderTest.person(app);
        var entity = findEntity.get(new AppHandle(app.handle()), new EntityHandle(user.handle()));
        var person = (Profile.Person) entity.profile();
        assertThat(person.entityName()).isEqualTo("Ada Example");
        assertThat(person.birthdate()).isEqualTo("1990-05-19");
        assertThat(entity.identities().getFirst().detail())
                .isEqualTo(new Detail.Identity("US", "SSN", "543212222"));
        assertThat(entity.addresses().getFirst().detail().postalCode()).isEqualTo("97204-1234");
        assertThat(entity.emails().getFirst().detail().address()).isEqualTo("ada@example.com");
        assertThat(entity.phones().getFirst().detail().number()).isEqualTo("503-123-4567");
    }

    @Test
    void keepsNothingPersonalInTheClear() throws SQLException {
        FlowUnderTest.person(FlowUnderTest.app());
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows =
                        admin.createStatement()
                                .executeQuery(
                                        "SELECT (SELECT string_agg(e::text, '') FROM flow.entity e)"
                                                + " || (SELECT string_agg(i::text, '') FROM flow.entity_item i)")) {
            rows.next();
            assertThat(rows.getString(1)).isNotEmpty();
            assertThat(rows.getString(1).toLowerCase())
                    .doesNotContain(
                            "example",
                            "main street",
                            "543212222",
                            hex("Example"),
                            hex("Main Street"),
                            hex("543212222"));
        }
    }

    @Test
    void takesAHandleOnceHoweverManyWantIt() throws Exception {
        var app = FlowUnderTest.app();
        var handle = newHandle();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wants =
                    Stream.<Callable<Integer>>generate(
                                    () ->
                                            () ->
                                                    post(
                                                                    app,
                                                                    "/0.2/register",
                                                                    FlowUnderTest.registration(
                                                                            app,
                                                                            handle,
                                                                            addressOf(newKey())))
                                                            .statusCode())
                            .limit(12)
                            .toList();
            var statuses =
                    threads.invokeAll(wants).stream().map(future -> future.resultNow()).toList();
            assertThat(statuses)
                    .containsOnlyOnce(200)
                    .allMatch(status -> status == 200 || status == 400);
        }
    }

    @Test
    void takesABlockchainAddressOnce() {
        var app = FlowUnderTest.app();
        var address = addressOf(newKey());
        post(app, "/0.2/register", FlowUnderTest.registration(app, newHandle(), address))
                .then()
                .statusCode(200);
        var again =
                post(app, "/0.2/register", FlowUnderTest.registration(app, newHandle(), address));
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.jsonPath().getString("message"))
                .isEqualTo("Bad request; the blockchain address is already in use.");
    }

    private static String hex(String text) {
        var hex = new StringBuilder();
        text.chars().forEach(character -> hex.append("%02x".formatted(character)));
        return hex.toString();
    }
}
