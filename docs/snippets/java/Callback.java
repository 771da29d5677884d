import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives callbacks: {@code java -cp 'jackson/*' Callback.java PORT}. */
class Callback {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARTNER_ID = System.getenv("KYC_PARTNER_ID");
    private static final byte[] API_KEY = System.getenv("KYC_API_KEY").getBytes(StandardCharsets.UTF_8);
    private static final byte[] WEBHOOK_KEY =
            Base64.getDecoder().decode(System.getenv("KYC_WEBHOOK_SECRET").substring("whsec_".length()));

    /** In earnest: a unique column in your database. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", Callback::receive);
        server.start();
        System.out.println("listening");
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes(); // up to 1.5 MB
            JsonNode result = isOurs(exchange.getRequestHeaders(), body) ? JSON.readTree(body) : null;
            if (result == null || !isVendorSigned(result)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (SEEN.add(exchange.getRequestHeaders().getFirst("webhook-id"))) {
                String jobId = result.path("PartnerParams").path("job_id").asText();
                System.out.println(jobId + " " + result.path("ResultCode").asText());
            }
            // Not received until you say so: everything else is sent again.
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Standard Webhooks: covers every byte of the body, and when it was sent. */
    private static boolean isOurs(Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        String sent = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || sent == null || signatures == null || !sent.matches("\\d{1,12}")) {
            return false;
        }
        if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(sent)) > 300) {
            return false;
        }
        String expected = "v1," + hmac(WEBHOOK_KEY, utf8(id + "." + sent + "."), body);
        for (String signature : signatures.split(" ")) {
            if (isSame(signature, expected)) {
                return true;
            }
        }
        return false;
    }

    /** The vendor's: what its clients' confirm_signature checks. Covers the timestamp only. */
    private static boolean isVendorSigned(JsonNode result) {
        String message = result.path("timestamp").asText() + PARTNER_ID + "sid_request";
        return isSame(result.path("signature").asText(), hmac(API_KEY, utf8(message)));
    }

    private static String hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
