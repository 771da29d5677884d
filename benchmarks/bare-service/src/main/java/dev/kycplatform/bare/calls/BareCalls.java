package dev.kycplatform.bare.calls;

import dev.kycplatform.bare.BareConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Asks and tells with kept connections and nothing else: no retry, no limit, no signature. */
@ApplicationScoped
public class BareCalls {
    private static final int CONNECTIONS = 4096;

    private final HttpClient http;
    private final BareConfig config;

    BareCalls(Vertx vertx, BareConfig config) {
        this.config = config;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions().setMaxWaitQueueSize(-1),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** What the authority knows of that number. */
    public CompletionStage<byte[]> ask(String idNumber) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(config.authorityUrl())
                        .putHeader("Content-Type", "application/json")
                        .putHeader("X-Api-Key", config.authorityKey());
        return exchange(
                options,
                "{\"id_type\":\"BVN\",\"id_number\":\"%s\"}"
                        .formatted(idNumber)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    public CompletionStage<byte[]> tell(String url, byte[] body) {
        return exchange(
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(url)
                        .putHeader("Content-Type", "application/json"),
                body);
    }

    private CompletionStage<byte[]> exchange(RequestOptions options, byte[] body) {
        return http.request(options)
                // Within: what this thread attached later might find an answer that has come and
                // gone.
                .compose(request -> request.send(Buffer.buffer(body)).compose(BareCalls::read))
                .map(Buffer::getBytes)
                .toCompletionStage();
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Future.failedFuture("status " + response.statusCode());
    }
}
