package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppRepository;
import dev.kycplatform.flow.app.AppSecrets;
import dev.kycplatform.flow.verification.WebhookEndpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Endpoints, from the registry of apps. */
@ApplicationScoped
class AppsEndpoints implements WebhookEndpoints {
    private final AppRepository apps;
    private final AppSecrets secrets;

    AppsEndpoints(AppRepository apps, AppSecrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    @Override
    public List<Endpoint> of(String appHandle, String eventType) {
        var handle = new AppHandle(appHandle);
        return apps.byHandle(handle).map(App::endpoints).orElse(List.of()).stream()
                .filter(App.Endpoint::isEnabled)
                .filter(
                        endpoint ->
                                endpoint.types().stream()
                                        .anyMatch(it -> it.wire().equals(eventType)))
                .map(endpoint -> new Endpoint(endpoint.id(), secrets.openUrl(handle, endpoint)))
                .toList();
    }
}
