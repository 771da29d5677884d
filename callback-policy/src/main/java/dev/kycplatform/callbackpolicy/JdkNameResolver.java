package dev.kycplatform.callbackpolicy;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the machine's resolver. The JDK's lookup would hold a virtual thread's carrier for as long as a name server
 * keeps silent, so it runs on threads of its own; one name never takes more than one of them.
 */
@ApplicationScoped
class JdkNameResolver implements NameResolver {
    /** Names that may be looked up at once: more than the silent ones there are on a bad day. */
    private static final int THREADS = 64;

    private final long withinMillis;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
    private final Map<String, CompletableFuture<List<InetAddress>>> lookups =
            new ConcurrentHashMap<>();

    JdkNameResolver(CallbackPolicyConfig config) {
        this.withinMillis = config.lookupTimeout().toMillis();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var lookup = lookups.computeIfAbsent(host, this::lookUp);
        lookup.whenComplete((_, _) -> lookups.remove(host, lookup));
        try {
            return lookup.get(withinMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException _) {
            throw new UnknownHostException("not resolved");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        var lookup = new CompletableFuture<List<InetAddress>>();
        threads.execute(
                () -> {
                    try {
                        lookup.complete(List.of(InetAddress.getAllByName(host)));
                    } catch (UnknownHostException | RuntimeException e) {
                        lookup.completeExceptionally(e);
                    }
                });
        return lookup;
    }
}
