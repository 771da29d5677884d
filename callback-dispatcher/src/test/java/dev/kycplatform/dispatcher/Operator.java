package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.given;

import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.localstack.testing.TestServers;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** Asks as an operator. */
final class Operator {
    private Operator() {}

    static RequestSpecification operator() {
        return given().auth().oauth2(TestServers.operatorToken()).contentType("application/json");
    }

    static ValidatableResponse get(String path, Object... parameters) {
        return operator().get(path, parameters).then();
    }

    static ValidatableResponse post(String path, Map<String, ?> body) {
        return operator().body(body).post(path).then();
    }

    static ValidatableResponse change(Lane lane, Map<String, ?> wanted) {
        var body = new HashMap<String, Object>(wanted);
        body.put("partner_id", lane.partnerId().value());
        body.put("endpoint", lane.endpoint().origin());
        return operator().body(body).patch("/admin/endpoints").then();
    }

    static ValidatableResponse enable(Lane lane) {
        return change(lane, Map.of("enabled", true, "reason", "repaired"));
    }
}
