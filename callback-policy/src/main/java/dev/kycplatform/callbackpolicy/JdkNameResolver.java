package dev.kycplatform.callbackpolicy;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the machine's resolver. The JDK's lookup would hold a virtual thread's carrier for as long as a name server
 * keeps silent, so it runs on threads of its own, made when they are needed; one name never takes more than one of
 * them. What was answered holds for a second: a busy endpoint is not looked up for each of its callbacks.
 */
@ApplicationScoped
class JdkNameResolver implements NameResolver {
    /**
     * Names that may be looked up at once: as many as there are attempts in flight, so that names below one silent name
     * server, a name for each of a partner's customers, take nobody else's turn.
     */
    private static final int MOST_AT_ONCE = 1024;

    private static final Duration UNTIL_THREADS_END = Duration.ofSeconds(10);

    /** Less than any name server's answers hold for, and than the JDK itself keeps them. */
    private static final Duration HOLDS_FOR = Duration.ofSeconds(1);

    private final Lookup asked;
    private final long withinMillis;
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_AT_ONCE,
                    UNTIL_THREADS_END.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
    private final Map<String, CompletableFuture<List<InetAddress>>> lookups =
            new ConcurrentHashMap<>();

    /** Who knows names. Blocks for as long as a name server keeps silent. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    @Inject
    JdkNameResolver(CallbackPolicyConfig config) {
        this(config, InetAddress::getAllByName);
    }

    JdkNameResolver(CallbackPolicyConfig config, Lookup asked) {
        this.asked = asked;
        this.withinMillis = config.lookupTimeout().toMillis();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            return lookups.computeIfAbsent(host, this::lookUp)
                    .get(withinMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException _) {
            throw new UnknownHostException("not resolved");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        var lookup = new CompletableFuture<List<InetAddress>>();
        lookup.whenCompleteAsync(
                (_, _) -> lookups.remove(host, lookup),
                CompletableFuture.delayedExecutor(HOLDS_FOR.toMillis(), TimeUnit.MILLISECONDS));
        try {
            threads.execute(() -> complete(lookup, host));
        } catch (RejectedExecutionException e) {
            lookup.completeExceptionally(e);
        }
        return lookup;
    }

    private void complete(CompletableFuture<List<InetAddress>> lookup, String host) {
        try {
            lookup.complete(List.of(asked.of(host)));
        } catch (UnknownHostException | RuntimeException e) {
            lookup.completeExceptionally(e);
        }
    }
}
