package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Apps of the registry, as they stand now. */
@ApplicationScoped
public class FindApp {
    private final AppRepository apps;

    FindApp(AppRepository apps) {
        this.apps = apps;
    }

    @Transactional
    public Optional<App> find(AppHandle handle) {
        return apps.byHandle(handle);
    }

    /** @throws KycException with NOT_FOUND */
    @Transactional
    public App get(AppHandle handle) {
        return apps.byHandle(handle).orElseThrow(() -> no(handle));
    }

    /**
     * A page, by handle.
     *
     * @param after the last handle of the page before; empty: the first page
     */
    @Transactional
    public List<App> page(String after, int most) {
        return apps.after(after, most);
    }

    static KycException no(AppHandle handle) {
        return new KycException(ErrorCode.NOT_FOUND, "there is no app " + handle);
    }
}
