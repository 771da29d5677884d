package dev.kycplatform.intake.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A good, correctly signed request, and what a rule changes in it. Changes are separated by {@code " ; "}:
 *
 * <pre>
 * -                                nothing
 * /member = JSON                   the member is set to this JSON text, exactly as it stands
 * /member absent                   the member is left out
 * body = text                      this text is the whole body
 * body = hex FF 00                 these bytes are
 * body of 65537 bytes              unknown text fills a good body up to this size
 * partner: unknown                 another partner sends it, with its own key (see {@link Partners})
 * key: another                     signed with that partner's key
 * time: -PT15M                     signed for a time so far from now
 * time written: PATTERN zone       the time in another form
 * GET                              another method
 * path: /v1//job_status            another path
 * header Name: value               another header; without a value, no such header
 * after a good one                 the same request was sent before, unchanged
 * after a good one on the other endpoint
 * </pre>
 *
 * Changes of members come after signing, so a signature is right unless it is what a rule changes.
 */
final class RequestDraft {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "user-1";

    private final Endpoint endpoint;
    private final Instant now;
    private final List<String> members = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String jobId = "job-" + UUID.randomUUID();
    private RegisteredPartner partner;
    private @Nullable String key;
    private String timestamp;
    private String method = "POST";
    private String path;
    private byte @Nullable [] body;
    private int size;
    private @Nullable Endpoint before;

    private RequestDraft(Endpoint endpoint, RegisteredPartner partner, Instant now) {
        this.endpoint = endpoint;
        this.partner = partner;
        this.now = now;
        this.timestamp = now.toString();
        this.path = endpoint.path();
        headers.put("Host", "localhost");
        headers.put("Content-Type", "application/json");
    }

    /** A good request of this partner's for this time, changed. */
    static RequestDraft of(Rule rule, RegisteredPartner partner, Instant now) {
        var draft = new RequestDraft(rule.endpoint(), partner, now);
        for (var change : rule.change().split(" ; ")) {
            draft.change(change.strip());
        }
        return draft;
    }

    RegisteredPartner partner() {
        return partner;
    }

    /** Sends what has to come before, then the request. */
    Wire.Answer send() {
        if (before != null) {
            require(call("POST", before.path(), json(good(before))), 200);
        } else if (endpoint == Endpoint.STATUS && key == null) {
            // The job it asks for; where the partner may send none, there is none.
            call("POST", Endpoint.ASYNC.path(), json(good(Endpoint.ASYNC)));
        }
        return call(method, path, body == null ? changedBody() : body);
    }

    private void change(String change) {
        switch (change) {
            case "-" -> {}
            case "after a good one" -> before = endpoint;
            case "after a good one on the other endpoint" -> before = endpoint.other();
            default -> changeNamed(change);
        }
    }

    private void changeNamed(String change) {
        if (change.startsWith("/")) {
            members.add(change);
        } else if (change.startsWith("body = hex ")) {
            var digits = change.substring("body = hex ".length()).replace(" ", "");
            body = HexFormat.of().parseHex(digits);
        } else if (change.startsWith("body =")) {
            body = change.substring("body =".length()).strip().getBytes(StandardCharsets.UTF_8);
        } else if (change.startsWith("body of ")) {
            size = Integer.parseInt(change.split(" ")[2]);
        } else if (change.startsWith("partner: ")) {
            partner = Partners.named(change.substring("partner: ".length()));
        } else if (change.startsWith("key: ")) {
            key = Partners.keyOf(change.substring("key: ".length()));
        } else if (change.startsWith("time: ")) {
            timestamp = now.plus(Duration.parse(change.substring("time: ".length()))).toString();
        } else if (change.startsWith("time written: ")) {
            timestamp = written(change.substring("time written: ".length()));
        } else if (change.startsWith("path: ")) {
            path = change.substring("path: ".length());
        } else if (change.startsWith("header ")) {
            var header = change.substring("header ".length()).split(":", 2);
            headers.remove(header[0]);
            if (header.length == 2) {
                headers.put(header[0], header[1].strip());
            }
        } else if (change.matches("[A-Z]+")) {
            method = change;
        } else {
            throw new IllegalArgumentException("no such change: " + change);
        }
    }

    private String written(String patternAndZone) {
        var zone = patternAndZone.lastIndexOf(' ');
        return DateTimeFormatter.ofPattern(patternAndZone.substring(0, zone))
                .withZone(ZoneId.of(patternAndZone.substring(zone + 1)))
                .format(now);
    }

    private ObjectNode good(Endpoint where) {
        var request = JSON.createObjectNode();
        switch (where) {
            case STATUS -> request.put("job_id", jobId).put("user_id", USER);
            case AUTHORITY -> request.put("country", "NG").put("id_type", "BVN");
            case RESET -> putIdNumber(request);
            case SEARCH -> request.put("limit", 10);
            case REPLAY -> request.put("state", "exhausted");
            case SYNC -> putJob(request);
            case ASYNC -> putJob(request).put("callback_url", "https://callbacks.example.com/kyc");
        }
        return request.put("partner_id", partner.id())
                .put("timestamp", timestamp)
                .put(
                        "signature",
                        VendorSignature.sign(
                                key == null ? partner.apiKey() : key, timestamp, partner.id()));
    }

    private ObjectNode putJob(ObjectNode request) {
        putIdNumber(request)
                .putObject("partner_params")
                .put("job_id", jobId)
                .put("user_id", USER)
                .put("job_type", 5);
        return request;
    }

    private static ObjectNode putIdNumber(ObjectNode request) {
        return request.put("country", "NG").put("id_type", "BVN").put("id_number", "00000000000");
    }

    private byte[] changedBody() {
        var request = good(endpoint);
        members.forEach(change -> changeMember(request, change));
        if (size > 0) {
            request.put("unknown", "");
            request.put("unknown", "x".repeat(size - json(request).length));
        }
        return json(request);
    }

    private static void changeMember(ObjectNode request, String change) {
        var isAbsent = change.endsWith(" absent");
        var equals = change.indexOf(" = ");
        var pointer = change.substring(1, isAbsent ? change.lastIndexOf(' ') : equals).split("/");
        var parent = pointer.length == 1 ? request : (ObjectNode) request.get(pointer[0]);
        var name = pointer[pointer.length - 1];
        parent.remove(name);
        if (!isAbsent) {
            parent.putRawValue(name, new RawValue(change.substring(equals + 3)));
        }
    }

    private Wire.Answer call(String withMethod, String withPath, byte[] withBody) {
        var lines = new ArrayList<String>();
        lines.add(withMethod + " " + withPath + " HTTP/1.1");
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        try {
            return Wire.once(RestAssured.port, lines, withBody);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Wire.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("the good request got: " + answer.text());
        }
    }

    private static byte[] json(ObjectNode request) {
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
