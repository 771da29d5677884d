package dev.kycplatform.benchmarks.system;

import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.Partner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongFunction;

/**
 * Signed requests of many partners: every job has a job_id, a user, an ID number and inputs of its own, by its number.
 * A partner signs its timestamp, not its request, so one signature serves many requests, as one clock tick does.
 */
public final class JobRequests {
    /** Eleven digits, none of them a test number's. */
    private static final long FIRST_BVN = 20_000_000_000L;

    /** Far within the window of signatures. */
    private static final Duration SIGN_EVERY = Duration.ofMinutes(1);

    private final List<Partner> partners;
    private final LongFunction<String> callbackUrl;
    private final Clock clock;
    private final ConcurrentMap<String, Signed> signatures = new ConcurrentHashMap<>();

    private record Signed(Instant at, String timestamp, String signature) {}

    /** @param callbackUrl where a number's callback goes */
    public JobRequests(List<Partner> partners, LongFunction<String> callbackUrl, Clock clock) {
        this.partners = List.copyOf(partners);
        this.callbackUrl = callbackUrl;
        this.clock = clock;
    }

    /** With callbacks that are owed, and that no service is there to deliver. */
    public static JobRequests thatNobodyReceives(List<Partner> partners, Clock clock) {
        return new JobRequests(
                partners, number -> "https://partner.example/callback/" + number, clock);
    }

    public static String jobId(long number) {
        return "bench-" + number;
    }

    /** What {@link #jobId} was made of. */
    public static long numberOf(String jobId) {
        return Long.parseLong(jobId.substring(jobId.indexOf('-') + 1));
    }

    /** Whom the job of that number is about. */
    public static String idNumber(long number) {
        return Long.toString(FIRST_BVN + number);
    }

    /** For {@code /v1/async_id_verification}. */
    public byte[] async(long number) {
        return signed(number, content(number) + callback(number));
    }

    /** For {@code /v1/id_verification}, which owes no callback. */
    public byte[] sync(long number) {
        return signed(number, content(number));
    }

    /** For {@code /v1/job_status}. */
    public byte[] status(long number) {
        return signed(
                number,
                "\"job_id\":\"%s\",\"user_id\":\"%s\"".formatted(jobId(number), userId(number)));
    }

    /** One row of {@code /v1/bulk_async_id_verification}, unsigned. */
    public String row(long number) {
        return "{" + content(number) + callback(number) + "}";
    }

    /** What a request of rows says of its sender, in turn of every partner. */
    public Map<String, String> headers(long turn) {
        var partner = partnerOf(turn);
        var signed = signature(partner);
        return Map.of(
                "SmileID-Partner-ID", partner.partnerId(),
                "SmileID-Timestamp", signed.timestamp(),
                "SmileID-Request-Signature", signed.signature());
    }

    public Partner partnerOf(long number) {
        return partners.get((int) (number % partners.size()));
    }

    /** Text blocks and formats cost more than the generator may take; this is one builder. */
    private static String content(long number) {
        return new StringBuilder(400)
                .append("\"country\":\"NG\",\"id_type\":\"BVN\",\"id_number\":\"")
                .append(FIRST_BVN + number)
                .append("\",\"first_name\":\"Ngozi")
                .append(number)
                .append("\",\"last_name\":\"Adebayo")
                .append(number % 9973)
                .append("\",\"dob\":\"19")
                .append(50 + number % 50)
                .append("-0")
                .append(1 + number % 9)
                .append("-1")
                .append(number % 10)
                .append("\",\"phone_number\":\"080")
                .append(10_000_000 + number % 90_000_000)
                .append("\",\"partner_params\":{\"job_id\":\"")
                .append(jobId(number))
                .append("\",\"user_id\":\"")
                .append(userId(number))
                .append("\",\"job_type\":5}")
                .toString();
    }

    private String callback(long number) {
        return ",\"callback_url\":\"" + callbackUrl.apply(number) + "\"";
    }

    private static String userId(long number) {
        return "user-" + number;
    }

    private byte[] signed(long number, String content) {
        var partner = partnerOf(number);
        var signed = signature(partner);
        return new StringBuilder(content.length() + 200)
                .append('{')
                .append(content)
                .append(",\"partner_id\":\"")
                .append(partner.partnerId())
                .append("\",\"timestamp\":\"")
                .append(signed.timestamp())
                .append("\",\"signature\":\"")
                .append(signed.signature())
                .append("\"}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Signed signature(Partner partner) {
        var now = clock.instant();
        var known = signatures.get(partner.partnerId());
        if (known == null || known.at().plus(SIGN_EVERY).isBefore(now)) {
            var timestamp = VendorSignature.timestamp(now);
            known =
                    new Signed(
                            now,
                            timestamp,
                            VendorSignature.sign(partner.apiKey(), timestamp, partner.partnerId()));
            signatures.put(partner.partnerId(), known);
        }
        return known;
    }
}
