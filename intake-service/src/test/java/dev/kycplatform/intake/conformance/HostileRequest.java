package dev.kycplatform.intake.conformance;

import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A good, signed request, spoilt.
 *
 * @param job which job it is about: few enough that requests meet jobs that are there
 * @param faults header lines, to be sent as they are, none in most requests
 */
record HostileRequest(
        Endpoint endpoint, int job, List<Mutation> mutations, List<String> faults, String target) {
    private static final String THE_ENDPOINT = "";

    /** No two beyond what a head may be, for the same reason as with targets. */
    private static final List<String> HEADER_FAULTS =
            List.of(
                    "Authorization: Bearer",
                    "Authorization: Bearer a.b.c",
                    "Authorization: Basic !!!",
                    "Authorization: Basic " + "A".repeat(4_000),
                    "Authorization: \u00ff\u00fe",
                    "Content-Type: ",
                    "Content-Type: text/html; charset=nothing",
                    "Content-Type: multipart/form-data",
                    "Content-Type: a/b/c;;;=",
                    "Content-Type: application/json; charset=UTF-16",
                    "Content-Encoding: gzip",
                    "Accept: text/html",
                    "Accept: ;;;",
                    "Accept-Encoding: br;q=9",
                    "Accept-Language: \u00ff",
                    "traceparent: ",
                    "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
                    "traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "traceparent: " + "x".repeat(5_000),
                    "tracestate: =,=,=",
                    "Expect: 100-continue",
                    "Cookie: a=b; \u00e9=;;",
                    "X-HTTP-Method-Override: DELETE",
                    "X-Forwarded-For: not an address",
                    "X-Forwarded-Host: \"",
                    "Forwarded: for=;;;",
                    "Range: bytes=5-1",
                    "If-Match: \"",
                    "Origin: null",
                    "Upgrade: h2c",
                    "Upgrade: websocket",
                    "SmileID-Partner-ID: 001",
                    "SmileID-Request-Signature: \u00ff",
                    "SmileID-Timestamp: now",
                    "X: " + "x".repeat(8_000));

    /** None longer than a request line may be: that is refused before there is a request (RequestGate). */
    private static final List<String> TARGETS =
            List.of(
                    "/v1//async_id_verification",
                    "/v1/async_id_verification/",
                    "/v1/async_id_verification;x=y",
                    "/v1/ASYNC_ID_VERIFICATION",
                    "/v1/%61sync_id_verification",
                    "/v1/%00",
                    "/v1/%ff",
                    "/v1/../admin",
                    "/v1/..%2f..%2fadmin",
                    "/v1/bulk_async_id_verification",
                    "//",
                    "///",
                    "/v1/%zz",
                    "/v1/%",
                    "/nothing?%",
                    "/v1/job_status?x=%zz",
                    "/v1/job_status?{",
                    "/v1/async_id_verification#x",
                    "/v1/job\\status",
                    "[",
                    "*",
                    "http://localhost:99999/v1/job_status",
                    "http://",
                    "/admin/%zz",
                    "/admin/partners?size=%zz",
                    "/openapi?format=%zz",
                    "/" + "x".repeat(3_000),
                    "/v1/" + "/".repeat(2_000) + "job_status");

    /** Requests of every kind; small changes more often than large ones. */
    static Arbitrary<HostileRequest> any() {
        var mutation =
                Combinators.combine(
                                Arbitraries.of(Mutation.Kind.class),
                                Arbitraries.integers().between(0, 999),
                                Arbitraries.integers().between(0, 60))
                        .as(Mutation::new);
        return Combinators.combine(
                        Arbitraries.of(Endpoint.class),
                        Arbitraries.integers().between(0, 20_000),
                        mutation.list().ofMaxSize(4),
                        seldom(Arbitraries.of(HEADER_FAULTS)).list().ofMaxSize(2),
                        seldom(Arbitraries.of(TARGETS)))
                .as(
                        (endpoint, job, mutations, faults, target) ->
                                new HostileRequest(
                                        endpoint,
                                        job,
                                        mutations,
                                        faults.stream()
                                                .filter(fault -> !fault.isEmpty())
                                                .distinct()
                                                .toList(),
                                        target));
    }

    private static Arbitrary<String> seldom(Arbitrary<String> faults) {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(THE_ENDPOINT)), Tuple.of(1, faults));
    }

    /** The bytes that are sent: signed before it is spoilt. */
    byte[] bytes(RegisteredPartner partner, String timestamp) {
        var body = good(partner, timestamp).getBytes(StandardCharsets.UTF_8);
        for (var mutation : mutations) {
            body = mutation.applyTo(body);
        }
        var path = target.isEmpty() ? endpoint.path() : target;
        var lines =
                Stream.concat(
                                Stream.of("POST " + path + " HTTP/1.1", "Host: localhost"),
                                faults.stream())
                        .toList();
        return Wire.request(lines, body);
    }

    private String good(RegisteredPartner partner, String timestamp) {
        var auth =
                "\"partner_id\":\"%s\",\"timestamp\":\"%s\",\"signature\":\"%s\""
                        .formatted(
                                partner.id(),
                                timestamp,
                                VendorSignature.sign(partner.apiKey(), timestamp, partner.id()));
        return switch (endpoint) {
            case STATUS ->
                    "{\"job_id\":\"fuzz-ASYNC-%d\",\"user_id\":\"u\",\"history\":true,\"image_links\":false,%s}"
                            .formatted(job, auth);
            case RESET, AUTHORITY ->
                    "{\"country\":\"NG\",\"id_type\":\"BVN\",\"id_number\":\"00000000000\",%s}"
                            .formatted(auth);
            case SEARCH, REPLAY ->
                    "{\"job_id\":\"fuzz-%d\",\"state\":\"exhausted\",\"since\":\"2026-01-02T03:04:05Z\",\"limit\":10,%s}"
                            .formatted(job, auth);
            case ASYNC, SYNC ->
                    """
                    {"country":"NG","id_type":"BVN","id_number":"00000000000","first_name":"Ada","dob":"2000-01-02",\
                    "callback_url":"https://callbacks.example.com/kyc","source_sdk":"fuzz",\
                    "partner_params":{"job_id":"fuzz-%s-%d","user_id":"u","job_type":5,"more":[1.50,"é"]},%s}\
                    """
                            .formatted(endpoint, job, auth);
        };
    }
}
