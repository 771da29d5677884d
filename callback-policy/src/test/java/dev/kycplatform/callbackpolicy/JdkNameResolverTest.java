package dev.kycplatform.callbackpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdkNameResolverTest {
    private static final int SILENT_NAMES = 300;

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final CountDownLatch silent = new CountDownLatch(SILENT_NAMES);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final JdkNameResolver resolver =
            new JdkNameResolver(TestPolicy.settings(), this::answer);

    @AfterEach
    void close() {
        closing.countDown();
        callers.shutdownNow();
        resolver.close();
    }

    @Test
    void asksTheMachine() throws UnknownHostException {
        var real = new JdkNameResolver(TestPolicy.settings());

        assertThat(real.resolve("127.0.0.1")).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
        real.close();
    }

    @Test
    void keepsNobodyWaitingWhileNameServersOfHundredsOfOthersAreSilent() throws Exception {
        for (int i = 0; i < SILENT_NAMES; i++) {
            var name = "silent-" + i;
            callers.submit(() -> resolver.resolve(name));
        }
        assertThat(silent.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(resolver.resolve("well.example")).hasSize(1);
    }

    @Test
    void asksForABusyNameLessOftenThanItIsWanted() throws UnknownHostException {
        for (int i = 0; i < 10; i++) {
            resolver.resolve("busy.example");
        }

        assertThat(asked.get("busy.example")).hasValueLessThan(10);
    }

    @Test
    void saysThatNobodyKnowsAName() {
        assertThatThrownBy(() -> resolver.resolve("unknown.example"))
                .isInstanceOf(UnknownHostException.class);
    }

    private InetAddress[] answer(String host) throws UnknownHostException {
        asked.computeIfAbsent(host, _ -> new AtomicInteger()).incrementAndGet();
        if (host.startsWith("silent")) {
            silent.countDown();
            await();
        }
        if (host.startsWith("unknown")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.ofLiteral("192.0.2.1")};
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
