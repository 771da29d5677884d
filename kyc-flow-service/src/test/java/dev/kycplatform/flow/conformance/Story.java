package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.flow.document.Uploads;
import dev.kycplatform.flow.verification.KycCalls;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What has happened to a newly registered entity before a row's request, told in steps joined by {@code  ; }.
 *
 * <pre>
 * business | bare            first: a business, or a person of whom the names alone are registered
 * full-name | licensed       first: a person with a full name instead of two, or with a driver's license
 * level NAME draft|approved  an operator has made a flow of that level, of the name alone
 * kyc, request_kyc           a run begins: Advanced by the standard flow, or Classic
 * told all                   the authority found all that was registered
 * told K=V,…                 the same, but for these keys of its answer
 * told CODE                  the authority ended otherwise
 * signal NAME                the authority found it, and hints at something
 * is STATUS                  the run comes to that
 * later ISO-8601             the clock is moved on
 * upload                     a document comes
 * resume entity | document   the app goes on, with the last document
 * decide pass | fail | ask_for_documents
 * change PATH JSON           something registered is changed
 * </pre>
 */
final class Story {
    private static final Set<String> KINDS = Set.of("business", "bare", "full-name", "licensed");

    /** In production an app registers a number once. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(510_000_000);

    private final AdjustableClock clock;
    private final StubWorker worker;
    private final TestUser user;
    private final List<String> runs = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private String document = UUID.randomUUID().toString();
    private final String requestedAt;

    Story(String steps, AdjustableClock clock, StubWorker worker, TestApp app) {
        this.clock = clock;
        this.worker = worker;
        var all = Arrays.stream(steps.split(" ; ")).filter(step -> !step.isEmpty()).toList();
        var kind = all.isEmpty() ? "" : all.getFirst();
        this.user = registered(app, kind);
        this.requestedAt = Long.toString(FlowUnderTest.now());
        all.stream().filter(step -> !KINDS.contains(step)).forEach(this::make);
    }

    TestUser user() {
        return user;
    }

    Draft draft() {
        var names = new HashMap<String, String>();
        names.put("user", user.handle());
        names.put("USER", user.handle().toUpperCase(Locale.ROOT));
        names.put("app", user.app().handle());
        names.put("flow", KycCalls.flow(user.app(), "KYC-STANDARD"));
        names.put("business-flow", KycCalls.flow(user.app(), "KYB-STANDARD"));
        names.put("unknown", "482d405f-2dc4-4cbc-9f37-13e0dfa8be5a");
        names.put("document", document);
        names.put("picture", Uploads.sha256(Uploads.PICTURE));
        names.put("began", requestedAt);
        if (!runs.isEmpty()) {
            names.put("run", runs.getLast());
            names.put("RUN", runs.getLast().toUpperCase(Locale.ROOT));
            names.put("first-run", runs.getFirst());
        }
        // Not by the client's own paths: each of those is compiled before it is followed.
        var registered =
                FlowUnderTest.json(FlowUnderTest.post(user, "/0.2/get_entity", "{}").asString());
        for (var kind : List.of("emails", "phones", "addresses", "identities", "id_documents")) {
            if (!registered.path(kind).isEmpty()) {
                names.put(
                        kind.replace('_', '-'),
                        registered.path(kind).path(0).path("uuid").asText());
            }
        }
        return new Draft(FlowUnderTest.body(user.app(), user.handle()), names);
    }

    private static TestUser registered(TestApp app, String kind) {
        var handle = FlowUnderTest.newHandle();
        var key = FlowUnderTest.newKey();
        var body = FlowUnderTest.registration(app, handle, FlowUnderTest.addressOf(key));
        body.withObject("/identity")
                .put("identity_value", Integer.toString(NUMBERS.incrementAndGet()));
        switch (kind) {
            case "business" -> {
                body.set(
                        "entity",
                        FlowUnderTest.json(
                                "{\"type\":\"business\",\"entity_name\":\"Acme\",\"business_type\":\"llc\",\"naics_code\":721,\"doing_business_as\":\"Acme's\",\"business_website\":\"https://acme.example\",\"registration_state\":\"NY\"}"));
                body.set(
                        "identity",
                        FlowUnderTest.json(
                                "{\"identity_alias\":\"EIN\",\"identity_value\":\"%d\"}"
                                        .formatted(NUMBERS.incrementAndGet())));
            }
            case "bare" -> {
                body.remove(List.of("address", "identity", "contact"));
                body.withObject("/entity").remove("birthdate");
            }
            case "full-name" -> {
                body.withObject("/entity").remove(List.of("first_name", "last_name"));
                body.withObject("/entity").put("entity_name", "Ada Maria Example");
            }
            case "licensed" ->
                    body.set(
                            "id_document",
                            FlowUnderTest.json(
                                    "{\"doc_type\":\"id_drivers_license\",\"doc_id\":\"A1234567\",\"doc_state\":\"OR\"}"));
            default -> {}
        }
        var answer = FlowUnderTest.post(app, "/0.2/register", body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return new TestUser(app, handle, key);
    }

    private void make(String step) {
        var words = step.split(" ", 2);
        var rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "level" -> level(rest.split(" "));
            case "kyc" -> runs.add(KycCalls.started(user));
            case "request_kyc" -> runs.add(requested());
            case "told" -> told(rest);
            case "signal" -> worker.found(run(), attempt(), Map.of(), rest);
            case "is" -> KycCalls.awaitStatus(user, run(), rest);
            case "later" -> clock.stopAt(clock.instant().plus(Duration.parse(rest)));
            case "upload" ->
                    document =
                            FlowUnderTest.json(Uploads.upload(user, Uploads.PICTURE).asString())
                                    .path("document_id")
                                    .asText();
            case "resume" -> resume(rest);
            case "decide" ->
                    KycCalls.decide(run(), Map.of("decision", rest, "reason", "seen in person"))
                            .then()
                            .statusCode(200);
            case "change" -> change(rest.split(" ", 2));
            default -> throw new IllegalStateException("no such step: " + step);
        }
    }

    private void level(String[] words) {
        var flow = KycCalls.draft(user.app(), "[\"name\"]", words[0]);
        if (words[1].equals("approved")) {
            KycCalls.change(flow, "approve", TestServers.complianceToken()).then().statusCode(200);
        }
    }

    private String run() {
        return runs.getLast();
    }

    private int attempt() {
        return asked.merge(run(), 1, Integer::sum);
    }

    private String requested() {
        var answer = FlowUnderTest.post(user, "/0.2/request_kyc", "{}");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return FlowUnderTest.json(answer.asString()).path("verification_uuid").asText();
    }

    private void told(String what) {
        var attempt = attempt();
        if (what.matches("[0-9]{4}")) {
            worker.answer(run(), attempt, ResultCode.ofWire(what));
        } else {
            worker.found(run(), attempt, what.equals("all") ? Map.of() : changes(what));
        }
        worker.awaitRecorded(run(), attempt);
    }

    private static Map<String, String> changes(String what) {
        return Arrays.stream(what.split(","))
                .map(change -> change.split("=", 2))
                .collect(Collectors.toMap(change -> change[0], change -> change[1]));
    }

    private void resume(String update) {
        var documents = update.equals("document") ? List.of(document) : List.<String>of();
        var answer = KycCalls.resume(user, run(), update, documents);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private void change(String[] change) {
        var body = FlowUnderTest.body(user.app(), user.handle());
        ObjectNode members = FlowUnderTest.json(draft().filled(change[1]));
        var answer = FlowUnderTest.post(user, change[0], body.setAll(members));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }
}
