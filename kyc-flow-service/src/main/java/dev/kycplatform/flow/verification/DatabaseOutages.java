package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Says of what a transaction failed with whether to try again: whatever wraps a failed statement is unwrapped. */
@ApplicationScoped
public class DatabaseOutages {
    /** @throws KycException in place of a failure whose cause is the database's */
    public void run(Runnable work) {
        get(
                () -> {
                    work.run();
                    return true;
                });
    }

    /** @throws KycException in place of a failure whose cause is the database's */
    public <T> T get(Supplier<T> work) {
        try {
            return work.get();
        } catch (KycException e) {
            throw e;
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException failure) {
                    throw SqlFailures.translated(failure);
                }
            }
            throw e;
        }
    }
}
