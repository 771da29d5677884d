package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import java.util.List;
import java.util.Optional;

/** Apps at rest. Every method joins the caller's transaction. */
public interface AppRepository {
    Optional<App> byHandle(AppHandle handle);

    /**
     * By handle, ascending.
     *
     * @param after the last handle not wanted any more; empty: from the first
     */
    List<App> after(String after, int most);

    /** @throws dev.kycplatform.contracts.error.KycException with ALREADY_EXISTS if the handle is taken */
    void add(App app);

    /**
     * Stores the app under its next version and gives it back.
     *
     * @throws dev.kycplatform.contracts.error.KycException with CONFLICT if its version is no longer the stored one
     */
    App update(App app);
}
