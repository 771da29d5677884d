import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * An app's signed requests without a client of the vendor's: {@code java -cp 'web3j-crypto/*:jackson/*' Signed.java HANDLE}.
 * Registers a person with a key of its own, starts a flow and waits for its verdict.
 */
class Signed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ECKeyPair APP =
            Credentials.create(System.getenv("KYC_APP_KEY")).getEcKeyPair();

    public static void main(String[] args) throws Exception {
        String handle = args[0];
        ECKeyPair person = Keys.createEcKeyPair(); // keep it: it signs what is about the person

        ObjectNode registration = body(handle);
        registration
                .putObject("entity")
                .put("type", "individual")
                .put("first_name", "Ada")
                .put("last_name", "Example")
                .put("birthdate", "1990-05-19");
        registration
                .putObject("address")
                .put("street_address_1", "123 Main Street")
                .put("city", "Portland")
                .put("state", "OR")
                .put("country", "US")
                .put("postal_code", "97204");
        registration.putObject("identity").put("identity_alias", "SSN").put("identity_value", "123-45-2222");
        registration
                .putObject("crypto_entry")
                .put("crypto_code", "ETH")
                .put("crypto_address", Keys.toChecksumAddress(Keys.getAddress(person)));
        System.out.println(post("/0.2/register", registration, null).path("message").asText());

        ObjectNode flow = body(handle).put("flow", System.getenv("KYC_FLOW"));
        String id =
                post("/0.2/kyc", flow, person).path("verification_ids").path(0).path("verification_id").asText();
        String status = "pending";
        while (status.equals("pending")) {
            Thread.sleep(1000); // in earnest, wait for the webhook instead
            status = post("/0.2/get_verifications/" + id, body(handle), person).path("verification_status").asText();
        }
        System.out.println(id + " " + status);
    }

    private static ObjectNode body(String handle) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("header")
                .put("created", Instant.now().getEpochSecond())
                .put("app_handle", System.getenv("KYC_APP_HANDLE"))
                .put("user_handle", handle)
                .put("version", "0.2");
        return body;
    }

    private static JsonNode post(String path, ObjectNode body, ECKeyPair person) throws Exception {
        byte[] bytes = JSON.writeValueAsBytes(body); // what is signed is what is sent
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(System.getenv("KYC_URL") + path))
                        .header("Content-Type", "application/json")
                        .header("authsignature", sign(bytes, APP))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (person != null) {
            request.header("usersignature", sign(bytes, person));
        }
        // An IOException is no answer, a 503 an unknown one: repeat it.
        HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() / 100 != 2) {
            System.err.println("refused " + response.statusCode() + " " + answer);
            System.exit(1);
        }
        return answer;
    }

    /** r, s and v as 130 hex digits, over keccak256 of the bytes and nothing else. */
    private static String sign(byte[] bytes, ECKeyPair key) {
        Sign.SignatureData signature = Sign.signMessage(Hash.sha3(bytes), key, false);
        return Numeric.toHexStringNoPrefix(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }
}
