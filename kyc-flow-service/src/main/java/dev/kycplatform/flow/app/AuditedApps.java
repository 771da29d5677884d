package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;

/** Changes of the registry of apps, each in one transaction with its audit row. What changes is decided by the caller. */
@ApplicationScoped
class AuditedApps {
    private final AppRepository apps;
    private final AuditLog audit;
    private final Event<AppRegistered> registered;

    AuditedApps(AppRepository apps, AuditLog audit, Event<AppRegistered> registered) {
        this.apps = apps;
        this.audit = audit;
        this.registered = registered;
    }

    /** @throws dev.kycplatform.contracts.error.KycException with ALREADY_EXISTS */
    @Transactional
    void add(App app, String action, Requester requester) {
        apps.add(app);
        audit.record(requester, action, app.handle().value());
        registered.fire(new AppRegistered(app.handle(), app.createdAt()));
    }

    /** @throws dev.kycplatform.contracts.error.KycException with NOT_FOUND, with CONFLICT, or what the decision throws */
    @Transactional
    App change(AppHandle handle, UnaryOperator<App> decision, String action, Requester requester) {
        var changed =
                apps.update(
                        decision.apply(
                                apps.byHandle(handle).orElseThrow(() -> FindApp.no(handle))));
        audit.record(requester, action, handle.value());
        return changed;
    }
}
