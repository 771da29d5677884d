package dev.kycplatform.flow.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What one vendor client asks for when it starts, without saying who it is (contract, section 9.2). */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class MessageIT {
    @ParameterizedTest
    @CsvFileSource(resources = "/conformance/messages.tsv", delimiter = '\t')
    void isAnObjectThatNamesIt(String name, String message) {
        var answer = given().get("/0.2/getmessage?emptymessage=" + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getString("message")).isEqualTo(message);
    }
}
