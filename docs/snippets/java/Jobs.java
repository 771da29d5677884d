import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A partner's requests by the JDK's own client: {@code java -cp 'jackson/*' Jobs.java sync JOB_ID ID_NUMBER},
 * {@code async JOB_ID ID_NUMBER} or {@code status JOB_ID}.
 */
class Jobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String URL = System.getenv("KYC_URL");
    private static final String PARTNER_ID = System.getenv("KYC_PARTNER_ID");
    private static final String API_KEY = System.getenv("KYC_API_KEY");

    public static void main(String[] args) throws Exception {
        String jobId = args[1];
        switch (args[0]) {
            case "sync" -> {
                JsonNode result = post("/v1/id_verification", job(jobId, args[2]));
                System.out.println(result.path("ResultCode").asText() + " " + result.path("ResultText").asText());
            }
            case "async" -> {
                // Without a callback_url, the partner's default callback.
                String callback = System.getenv().getOrDefault("KYC_CALLBACK_URL", "");
                ObjectNode job = job(jobId, args[2]).put("callback_url", callback);
                System.out.println("accepted " + post("/v1/async_id_verification", job).path("success"));
            }
            case "status" -> {
                ObjectNode question = JSON.createObjectNode().put("job_id", jobId).put("user_id", "user-1");
                JsonNode status = post("/v1/job_status", question.put("history", true));
                String timestamp = status.path("timestamp").asText();
                if (!sign(timestamp).equals(status.path("signature").asText())) {
                    throw new SecurityException("not signed with our key");
                }
                System.out.println(
                        (status.path("job_complete").asBoolean() ? "complete " : "pending ")
                                + status.path("result").path("ResultCode").asText());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static ObjectNode job(String jobId, String idNumber) {
        ObjectNode job = JSON.createObjectNode();
        job.put("country", "NG").put("id_type", "BVN").put("id_number", idNumber);
        job.putObject("partner_params").put("job_id", jobId).put("user_id", "user-1").put("job_type", 5);
        return job;
    }

    private static JsonNode post(String path, ObjectNode body) throws Exception {
        String timestamp = Instant.now().toString();
        body.put("partner_id", PARTNER_ID).put("timestamp", timestamp).put("signature", sign(timestamp));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(URL + path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build();
        // An IOException is no answer: repeat it with the same job_id, as after a 5xx or 429.
        HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            System.err.printf(
                    "refused %d %s %s %s%n",
                    response.statusCode(),
                    answer.path("code").asText(),
                    answer.path("error").asText(),
                    response.headers().firstValue("KYC-Error-Detail").orElse(""));
            System.exit(1);
        }
        return answer;
    }

    private static String sign(String timestamp) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(API_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal((timestamp + PARTNER_ID + "sid_request").getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signed);
    }
}
