package dev.kycplatform.flow.webhook;

import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.FindApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An app's own webhooks; another's do not exist. */
@ApplicationScoped
public class FindWebhooks {
    private final FindApp findApp;
    private final WebhookLog log;

    FindWebhooks(FindApp findApp, WebhookLog log) {
        this.findApp = findApp;
        this.log = log;
    }

    /**
     * Some webhooks.
     *
     * @param endpointNames by id, of the endpoints the app still has
     * @param total how many fit in all
     */
    public record Page(
            List<LoggedWebhook> webhooks, Map<String, String> endpointNames, long total) {}

    /**
     * Blocking; no transaction is open.
     *
     * @param endpointName whose webhooks are wanted; empty: all endpoints'
     * @throws dev.kycplatform.contracts.error.KycException worth repeating
     */
    public Page find(WebhookFilter filter, Optional<String> endpointName, int skipped, int most) {
        var names =
                findApp.get(filter.app()).endpoints().stream()
                        .collect(Collectors.toMap(App.Endpoint::id, App.Endpoint::name));
        var found =
                log.find(
                        endpointName.map(name -> filter.at(ids(names, name))).orElse(filter),
                        skipped,
                        most);
        return new Page(found.webhooks(), names, found.total());
    }

    private static List<String> ids(Map<String, String> names, String wanted) {
        return names.entrySet().stream()
                .filter(endpoint -> endpoint.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .toList();
    }
}
