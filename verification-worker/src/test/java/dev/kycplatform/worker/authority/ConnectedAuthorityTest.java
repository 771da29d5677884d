package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.worker.authority.StubRegistry.Behaviour;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.Lookup;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format crossed with everything an authority may say or fail to say, with the shipped connectors. */
class ConnectedAuthorityTest {
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final String PHOTO =
            Base64.getEncoder()
                    .encodeToString(
                            new byte[] {
                                (byte) 0xFF,
                                (byte) 0xD8,
                                (byte) 0xFF,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                0,
                                1,
                                2
                            });

    /** One authority of each format, in its own words. */
    enum Format {
        FLAT_JSON(
                "ng-nibss",
                "NG/BVN_MFA",
                "application/json",
                new Said(
                        200,
                        "{\"FirstName\":\"Joe\",\"MiddleName\":\"Doe\",\"LastName\":\"Leo\","
                                + "\"DateOfBirth\":\"20-September-2000\",\"Gender\":\"Male\",\"ImageBase64\":\"PHOTO\"}"),
                new Said(404, "{\"error\":\"not_found\"}"),
                new Said(400, "{\"error\":\"invalid_number\"}")),
        NESTED_JSON(
                "za-dha",
                "ZA/NATIONAL_ID",
                "application/json",
                new Said(
                        200,
                        "{\"data\":{\"person\":{\"name\":\"Leo, Joe Doe\","
                                + "\"birth\":{\"date\":\"2000-09-20\"},\"sex\":{\"code\":1}},"
                                + "\"images\":[{\"kind\":\"other\",\"content\":\"\"},"
                                + "{\"kind\":\"portrait\",\"content\":\"PHOTO\"}]}}"),
                new Said(404, "{\"error\":{\"code\":\"PERSON_NOT_FOUND\"}}"),
                new Said(422, "{\"error\":{\"code\":\"NUMBER_NOT_VALID\"}}")),
        SOAP(
                "gh-nia",
                "GH/GHANA_CARD",
                "text/xml;charset=UTF-8",
                new Said(
                        200,
                        envelope(
                                "<r:IdentityResponse xmlns:r=\"urn:r\"><r:Identity>"
                                        + "<r:Surname>Leo</r:Surname><r:Forename>Joe</r:Forename><r:Forename>Doe</r:Forename>"
                                        + "<r:DateOfBirth>20/09/2000</r:DateOfBirth><r:Sex>MALE</r:Sex>"
                                        + "<r:Photograph encoding=\"base64\">\nPHOTO\n</r:Photograph>"
                                        + "</r:Identity></r:IdentityResponse>")),
                new Said(500, fault("NOT_FOUND")),
                new Said(500, fault("BAD_NUMBER"))),
        FORM(
                "ng-nimc",
                "NG/NIN",
                "application/json",
                new Said(
                        200,
                        "{\"response_code\":\"00\",\"response\":[{\"surname\":\"Leo\","
                                + "\"firstname\":\"Joe\",\"middlename\":\"Doe\",\"birthdate\":\"20-09-2000\","
                                + "\"gender\":\"m\",\"photo\":\"data:image/jpeg;base64,PHOTO\"}]}"),
                new Said(200, "{\"response_code\":\"01\"}"),
                new Said(200, "{\"response_code\":\"02\"}"));

        private final String authority;
        private final String type;
        private final String contentType;
        private final Said found;
        private final Said notFound;
        private final Said refused;

        Format(
                String authority,
                String type,
                String contentType,
                Said found,
                Said notFound,
                Said refused) {
            this.authority = authority;
            this.type = type;
            this.contentType = contentType;
            this.found = new Said(found.status(), found.body().replace("PHOTO", PHOTO));
            this.notFound = notFound;
            this.refused = refused;
        }

        private Behaviour says(Said said) {
            return exchange ->
                    StubRegistry.answer(exchange, said.status(), contentType, said.body());
        }

        private static String envelope(String body) {
            return "<s:Envelope xmlns:s=\"urn:s\"><s:Body>" + body + "</s:Body></s:Envelope>";
        }

        private static String fault(String code) {
            return envelope(
                    "<s:Fault><faultcode>s:Client</faultcode><detail><ErrorCode>"
                            + code
                            + "</ErrorCode></detail></s:Fault>");
        }
    }

    private record Said(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private StubRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = new StubRegistry();
    }

    @AfterEach
    void close() {
        registry.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void tellsThePersonInTheStandardWordsAndKeepsItsOwn(Format format) {
        registry.behaviour = format.says(format.found);

        assertThat(ask(format))
                .isInstanceOfSatisfying(
                        Answer.Found.class,
                        found -> {
                            assertThat(found.person().told())
                                    .containsExactlyInAnyOrderEntriesOf(
                                            Map.of(
                                                    PersonalField.FULL_NAME, "Joe Doe Leo",
                                                    PersonalField.DOB, "2000-09-20",
                                                    PersonalField.GENDER, "Male",
                                                    PersonalField.PHOTO, PHOTO));
                            assertThat(found.fullData()).startsWith("{").contains("Leo");
                        });
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void knowsNobodyAndRefuses(Format format) {
        registry.behaviour = format.says(format.notFound);
        assertThat(ask(format)).isEqualTo(new Answer.NotFound());

        registry.behaviour = format.says(format.refused);
        assertThat(ask(format)).isEqualTo(new Answer.Refused());
    }

    static Stream<Arguments> everyFault() {
        return Arrays.stream(Format.values())
                .flatMap(
                        format ->
                                Stream.of(
                                                fault("outage", status(format, 503), "status_503"),
                                                fault(
                                                        "rate limit",
                                                        status(format, 429),
                                                        "status_429"),
                                                fault(
                                                        "error",
                                                        status(format, 500),
                                                        format == Format.SOAP
                                                                ? "not_xml"
                                                                : "status_500"),
                                                fault(
                                                        "redirect",
                                                        status(format, 302),
                                                        "status_302"),
                                                fault(
                                                        "unauthorized",
                                                        status(format, 401),
                                                        "status_401"),
                                                fault("truncated", truncated(format), "broken_off"),
                                                fault("oversized", oversized(format), "too_large"),
                                                fault(
                                                        "wrong content type",
                                                        wrongContentType(format),
                                                        "wrong_content_type"),
                                                fault("slow drip", null, "timeout"),
                                                fault(
                                                        "no such body",
                                                        format.says(new Said(200, "<html>")),
                                                        format == Format.SOAP
                                                                ? "not_xml"
                                                                : "not_json"),
                                                fault(
                                                        "a bare status",
                                                        format.says(new Said(404, neutral(format))),
                                                        "status_404"),
                                                fault(
                                                        "no image",
                                                        format.says(
                                                                new Said(
                                                                        200,
                                                                        format.found
                                                                                .body()
                                                                                .replace(
                                                                                        PHOTO,
                                                                                        "eA=="))),
                                                        "bad_image"))
                                        .map(
                                                fault ->
                                                        Arguments.of(
                                                                format,
                                                                fault.name(),
                                                                fault.behaviour(),
                                                                fault.cause())));
    }

    @ParameterizedTest(name = "{0} {1} is {3}")
    @MethodSource("everyFault")
    void countsEverythingElseAsNoAnswer(
            Format format, String name, @Nullable Behaviour behaviour, String cause) {
        registry.behaviour = behaviour == null ? drip(format) : behaviour;

        assertThat(ask(format)).isEqualTo(new Answer.Unavailable(cause, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void passesOnHowLongItWantsToBeLeftAlone(Format format) {
        registry.behaviour =
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    StubRegistry.answer(exchange, 429, format.contentType, neutral(format));
                };

        assertThat(ask(format))
                .isEqualTo(
                        new Answer.Unavailable("status_429", Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void isAskedInItsOwnWay() {
        for (var format : Format.values()) {
            registry.behaviour = format.says(format.found);
            ask(format);
        }

        assertThat(registry.asked)
                .extracting(StubRegistry.Question::method, StubRegistry.Question::uri)
                .containsExactly(
                        tuple("POST", "/authorities/ng-nibss/lookups"),
                        tuple("GET", "/authorities/za-dha/persons/NATIONAL_ID/0000000000000"),
                        tuple("POST", "/authorities/gh-nia/soap"),
                        tuple("POST", "/authorities/ng-nimc/search"));
        assertThat(registry.asked.get(0).body())
                .isEqualTo(
                        "{\"id_type\":\"BVN_MFA\",\"id_number\":\"00000000000\","
                                + "\"session_id\":\"a session\"}");
        assertThat(registry.asked.get(1).authorization()).isEqualTo("Bearer token-1");
        assertThat(registry.asked.get(2).authorization())
                .isEqualTo(basic("kyc-platform", SampleConnectors.PASSWORD));
        assertThat(registry.asked.get(2).body())
                .contains("<r:IdType>GHANA_CARD</r:IdType>", "<r:IdNumber>GHA-000000000-0<");
        assertThat(registry.asked.get(3).body()).isEqualTo("category=NIN&number=00000000000");
        assertThat(registry.askedForTokens).hasSize(1);
        assertThat(registry.askedForTokens.getFirst().authorization())
                .isEqualTo(basic("kyc-platform", "s3cret%20of%20the%2Ftests"));
        assertThat(registry.askedForTokens.getFirst().body())
                .isEqualTo("grant_type=client_credentials");
    }

    @Test
    void fetchesATokenOnceForManyLookups() throws Exception {
        var format = Format.NESTED_JSON;
        registry.behaviour = format.says(format.found);
        try (var authority = connected(format);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> lookup = () -> authority.ask(lookup(format, Optional.empty()));
            for (var answer : threads.invokeAll(Collections.nCopies(100, lookup))) {
                assertThat(answer.get()).isInstanceOf(Answer.Found.class);
            }
        }

        assertThat(registry.askedForTokens).hasSize(1);
        assertThat(registry.asked).hasSize(100);
    }

    @Test
    void fetchesAnotherTokenOnceItsOwnIsRefused() {
        var format = Format.NESTED_JSON;
        registry.behaviour =
                exchange -> {
                    var isOld =
                            "Bearer token-1"
                                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    format.says(isOld ? new Said(401, "{}") : format.found).answer(exchange);
                };

        try (var authority = connected(format)) {
            assertThat(authority.ask(lookup(format, Optional.empty())))
                    .isInstanceOf(Answer.Found.class);
            assertThat(authority.ask(lookup(format, Optional.empty())))
                    .isInstanceOf(Answer.Found.class);
        }

        assertThat(registry.askedForTokens).hasSize(2);
        assertThat(registry.asked).hasSize(3);
    }

    @Test
    void hasNoAnswerWithoutATokenAndAsksForOneAgainTheNextTime() {
        var format = Format.NESTED_JSON;
        registry.behaviour = format.says(format.found);
        var giving = registry.tokens;
        try (var authority = connected(format)) {
            registry.tokens =
                    exchange -> {
                        exchange.getResponseHeaders().add("Retry-After", "3");
                        StubRegistry.answer(exchange, 503, "application/json", "{}");
                    };
            assertThat(authority.ask(lookup(format, Optional.empty())))
                    .isEqualTo(
                            new Answer.Unavailable(
                                    "token_status_503", Optional.of(Duration.ofSeconds(3))));
            registry.tokens =
                    exchange -> StubRegistry.answer(exchange, 200, "application/json", "{}");
            assertThat(authority.ask(lookup(format, Optional.empty())))
                    .isEqualTo(new Answer.Unavailable("token_absent", Optional.empty()));
            registry.tokens = _ -> registry.hang();
            assertThat(authority.ask(lookup(format, Optional.of(Duration.ofMillis(200)))))
                    .isEqualTo(new Answer.Unavailable("token_timeout", Optional.empty()));
            assertThat(registry.asked).isEmpty();
        }
        registry.tokens = giving;
        assertThat(ask(format)).isInstanceOf(Answer.Found.class);
    }

    @Test
    void refusesWhatNoRequestCanCarry() {
        try (var authority = connected(Format.NESTED_JSON)) {
            var type = SampleConnectors.ID_TYPES.find("ZA", "NATIONAL_ID").orElseThrow();

            assertThat(authority.ask(new Lookup(type, "..", Map.of(), Optional.empty())))
                    .isEqualTo(new Answer.Refused());
            assertThat(registry.asked).isEmpty();
        }
    }

    private Answer ask(Format format) {
        try (var authority = connected(format)) {
            return authority.ask(lookup(format, Optional.empty()));
        }
    }

    private ConnectedAuthority connected(Format format) {
        return new ConnectedAuthority(
                vertx,
                SampleConnectors.shipped(format.authority, registry.address()),
                new AnswerRoom(LARGEST, LARGEST),
                LARGEST,
                new AnswerReader(new RetryAfter(Clock.systemUTC())));
    }

    private static Lookup lookup(Format format, Optional<Duration> within) {
        var type =
                SampleConnectors.ID_TYPES.all().stream()
                        .filter(it -> Connectors.key(it).equals(format.type))
                        .findFirst()
                        .orElseThrow();
        return new Lookup(type, type.sample(), Map.of("session_id", "a session"), within);
    }

    private static String basic(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    // --- faults ------------------------------------------------------------------------------

    private record Fault(String name, @Nullable Behaviour behaviour, String cause) {}

    private static Fault fault(String name, @Nullable Behaviour behaviour, String cause) {
        return new Fault(name, behaviour, cause);
    }

    /** Well-formed, and about nothing. */
    private static String neutral(Format format) {
        return format == Format.SOAP ? "<a/>" : "{}";
    }

    private static Behaviour status(Format format, int status) {
        return format.says(new Said(status, status == 500 ? "" : neutral(format)));
    }

    private static Behaviour truncated(Format format) {
        return exchange -> {
            var body = format.found.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", format.contentType);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("broken off on purpose");
        };
    }

    private static Behaviour oversized(Format format) {
        return format.says(new Said(200, format.found.body() + " ".repeat(2 * 1024 * 1024)));
    }

    private static Behaviour wrongContentType(Format format) {
        return exchange -> StubRegistry.answer(exchange, 200, "text/html", format.found.body());
    }

    private Behaviour drip(Format format) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", format.contentType);
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            registry.hang();
        };
    }
}
