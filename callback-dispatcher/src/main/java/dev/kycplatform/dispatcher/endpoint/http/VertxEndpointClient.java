package dev.kycplatform.dispatcher.endpoint.http;

import dev.kycplatform.callbackpolicy.CallbackUrl;
import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer;
import dev.kycplatform.dispatcher.endpoint.EndpointClient;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Posts with Vert.x, which can connect to one address while Host, SNI and certificate stay the name's. */
@ApplicationScoped
class VertxEndpointClient implements EndpointClient {
    /** Below the five seconds after which common servers close an idle connection, maybe under our POST. */
    private static final Duration KEEP_IDLE_FOR = Duration.ofSeconds(3);

    private final HttpClient client;

    /** For what a connection that had rested has lost: each of its connections is new. */
    private final HttpClient anew;

    private final RestedConnections rested = new RestedConnections();
    private final Duration connectedWithin;

    VertxEndpointClient(Vertx vertx, DispatcherConfig config) {
        // Connecting and the handshake after it end by themselves, each as what it is.
        this.connectedWithin = config.connectTimeout().multipliedBy(2);
        this.client = vertx.createHttpClient(options(config), pool(config));
        this.anew = vertx.createHttpClient(options(config).setKeepAlive(false), pool(config));
    }

    private static HttpClientOptions options(DispatcherConfig config) {
        var options =
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                        .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(Math.toIntExact(KEEP_IDLE_FOR.toSeconds()))
                        .setVerifyHost(true)
                        .setTrustAll(false);
        config.trustedAuthorities()
                .ifPresent(
                        file ->
                                options.setTrustOptions(
                                        new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    /** The pool is per endpoint and never the bound: the slots are. */
    private static PoolOptions pool(DispatcherConfig config) {
        return new PoolOptions().setHttp1MaxSize(config.mostInFlight());
    }

    @PreDestroy
    void close() {
        client.close();
        anew.close();
    }

    @Override
    public EndpointAnswer post(
            CallbackUrl url, InetAddress address, SignedCallback callback, Duration within) {
        var deadline = System.nanoTime() + within.toNanos();
        var request = request(url, address, callback);
        var exchange = begin(client, request, callback);
        var answer = exchange.await(within);
        if (!exchange.mayNotHaveBeenRead(answer)) {
            return answer;
        }
        // Were it read after all, the endpoint gets it twice with one id, as it may at any time.
        return begin(anew, request, callback)
                .await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    private Exchange begin(HttpClient by, RequestOptions request, SignedCallback callback) {
        var exchange = new Exchange(bytes(callback), rested);
        by.request(request).onComplete(exchange::connected);
        return exchange;
    }

    private RequestOptions request(CallbackUrl url, InetAddress address, SignedCallback callback) {
        var request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        url.port(), address.getHostAddress()))
                        .setSsl(url.isSecure())
                        .setHost(url.host())
                        .setPort(url.port())
                        .setURI(url.requestUri())
                        .setFollowRedirects(false)
                        .setConnectTimeout(connectedWithin.toMillis());
        callback.headers().forEach(request::putHeader);
        return request;
    }

    /**
     * The parts as they are: a body of 1.5 MB is not copied to be sent. The undeprecated ways to make a
     * buffer all copy; Vert.x 5 has another name for this one.
     */
    @SuppressWarnings("deprecation")
    private static Buffer bytes(SignedCallback callback) {
        return Buffer.buffer(Unpooled.wrappedBuffer(callback.body().toArray(byte[][]::new)));
    }
}
