package dev.kycplatform.contracts.seal;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Seals and opens values of one purpose (AEAD; the keyset's primary key seals, every key opens). A value
 * names its key; one that is not held is looked for in the keyset's file, so that a key may be added while
 * the service runs.
 */
public final class Seal {
    /**
     * Tink keeps a random generator for each thread, and looks for another provider's whenever it makes one: a
     * thread that lives for one request would pay for both. These last.
     */
    private static final Executor LASTING =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("seal-", 0).factory());

    /** However many values name keys that are not held, the file is read so often at most. */
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private final Purpose purpose;
    private final Supplier<HeldKeys> reading;
    private volatile HeldKeys held;
    private long readAtNanos;

    Seal(Purpose purpose, Supplier<HeldKeys> reading) {
        this.purpose = purpose;
        this.reading = reading;
        this.held = reading.get();
        this.readAtNanos = System.nanoTime() - BETWEEN_READINGS.toNanos();
    }

    public byte[] seal(byte[] clear, Binding binding) {
        require(binding);
        return Thread.currentThread().isVirtual()
                ? CompletableFuture.supplyAsync(() -> encrypted(clear, binding), LASTING).join()
                : encrypted(clear, binding);
    }

    private byte[] encrypted(byte[] clear, Binding binding) {
        try {
            return held.aead().encrypt(clear, binding.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing " + purpose.wire() + " failed", e);
        }
    }

    /**
     * @throws KycException with SEAL_BROKEN if the value was forged or moved, SEAL_KEY_UNKNOWN if it names
     *     a key not held
     */
    public byte[] open(byte[] sealed, Binding binding) {
        require(binding);
        if (!held.includeThatOf(sealed)) {
            readAgain();
        }
        var keys = held;
        if (!keys.includeThatOf(sealed)) {
            throw new KycException(
                    ErrorCode.SEAL_KEY_UNKNOWN,
                    "a sealed " + purpose.wire() + " names a key that is not held");
        }
        try {
            return keys.aead().decrypt(sealed, binding.associatedData());
        } catch (GeneralSecurityException e) {
            throw new KycException(
                    ErrorCode.SEAL_BROKEN, "a sealed " + purpose.wire() + " does not open", e);
        }
    }

    private synchronized void readAgain() {
        if (System.nanoTime() - readAtNanos < BETWEEN_READINGS.toNanos()) {
            return;
        }
        readAtNanos = System.nanoTime();
        try {
            held = reading.get();
        } catch (IllegalStateException _) {
            // Being written, or gone: what is held goes on.
        }
    }

    private void require(Binding binding) {
        if (binding.purpose() != purpose) {
            throw new IllegalStateException(
                    "a seal for " + purpose + " was used for " + binding.purpose());
        }
    }
}
