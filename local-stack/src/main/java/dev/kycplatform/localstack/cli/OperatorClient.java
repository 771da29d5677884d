package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kycplatform.localstack.RunningStack;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.secret.DevelopmentSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a service what only operators may. What it refuses becomes a sentence for the person. */
final class OperatorClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Service service;
    private final URI origin;
    private final String token;
    private final HttpClient.Builder client;

    private OperatorClient(Service service, URI origin, String token, HttpClient.Builder client) {
        this.service = service;
        this.origin = origin;
        this.token = token;
        this.client = client;
    }

    /**
     * @param origin null: the service of the stack that runs in the checkout
     * @param tokenFile null: the checkout's own
     * @param caFile whose certificates are trusted; null: the JDK's own
     * @throws ProcessException saying what is missing
     */
    static OperatorClient of(
            Checkout checkout,
            Service service,
            @Nullable URI origin,
            @Nullable Path tokenFile,
            @Nullable Path caFile) {
        URI asked = origin == null ? originOf(checkout, service) : origin;
        Path file = tokenFile == null ? DevelopmentSecrets.tokenFile(checkout.state()) : tokenFile;
        try {
            HttpClient.Builder client = HttpClient.newBuilder();
            if (caFile != null) {
                client.sslContext(trusting(caFile));
            }
            return new OperatorClient(service, asked, Files.readString(file).strip(), client);
        } catch (IOException e) {
            throw new ProcessException("there is no operator's token in " + file, e);
        }
    }

    private static SSLContext trusting(Path caFile) {
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), authority);
            }
            if (trusted.size() == 0) {
                throw new KeyStoreException("none found");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ProcessException("there are no certificates in " + caFile, e);
        }
    }

    private static URI originOf(Checkout checkout, Service service) {
        return checkout.running()
                .flatMap(stack -> originOf(stack, service))
                .orElseThrow(
                        () ->
                                new ProcessException(
                                        "no %s is running here. ./kyc up starts one; --url and --token-file name another."
                                                .formatted(service.label())));
    }

    private static Optional<URI> originOf(RunningStack stack, Service service) {
        return stack.running().stream()
                .filter(member -> member.name().equals(service.label()))
                .flatMap(member -> member.listens().stream())
                .findFirst()
                .map(URI::create);
    }

    /** Text as it may stand in a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body) {
        HttpRequest request =
                HttpRequest.newBuilder(origin.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(ANSWER)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try (HttpClient http = client.build()) {
            return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new ProcessException("%s does not answer: %s".formatted(origin, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted", e);
        }
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        JsonNode json =
                answer.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        if (answer.statusCode() / 100 != 2) {
            throw new ProcessException(
                    "%s refused: %s (HTTP %d, %s)"
                            .formatted(
                                    service.label(),
                                    json.path("detail").asText("no reason given"),
                                    answer.statusCode(),
                                    json.path("code").asText("no code")));
        }
        return json;
    }
}
