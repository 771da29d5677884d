package dev.kycplatform.benchmarks.system;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Sends what callers send, over HTTP/1.1 connections that are kept. What finds no connection free waits for one: the
 * wait belongs to the exchange, as it would for a caller.
 */
public final class Client {
    /** Longer than anything measured here may take. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Well before a service closes it (60 s): one that closes just as it is used leaves a request unanswered. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI origin;

    /** An answer as it came. */
    public record Answer(int status, byte[] body) {}

    public Client(Vertx vertx, URI origin, int connections) {
        this.origin = origin;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost(origin.getHost())
                                .setDefaultPort(origin.getPort())
                                .setKeepAlive(true)
                                .setKeepAliveTimeout(Math.toIntExact(IDLE.toSeconds()))
                                .setMaxWaitQueueSize(-1)
                                .setTcpNoDelay(true),
                        new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Fails if no whole answer came in time. */
    public CompletionStage<Answer> post(String path, byte[] body) {
        return post(path, body, Map.of());
    }

    public CompletionStage<Answer> post(String path, byte[] body, Map<String, String> headers) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(origin.getHost())
                        .setPort(origin.getPort())
                        .setURI(path)
                        .setTimeout(TIMEOUT.toMillis())
                        .putHeader("Content-Type", "application/json");
        headers.forEach(options::putHeader);
        return http.request(options)
                // Within: what this thread attached later might find an answer that has come and
                // gone.
                .compose(request -> request.send(Buffer.buffer(body)).compose(Client::read))
                .toCompletionStage();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body.getBytes()));
    }

    public void close() {
        http.close();
    }
}
