package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.IdAuthority;
import dev.kycplatform.worker.lookup.Lookup;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** The authorities at the ends of all connectors. Made at start, so that a bad connector file is known then. */
@Startup
@ApplicationScoped
class HttpIdAuthority implements IdAuthority {
    private final Map<String, ConnectedAuthority> byName;

    HttpIdAuthority(
            Vertx vertx,
            Connectors connectors,
            AnswerRoom room,
            AnswerReader reader,
            WorkerConfig config) {
        var largestAnswer = config.authority().largestAnswer();
        this.byName =
                connectors.all().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Connector::authority,
                                        connector ->
                                                new ConnectedAuthority(
                                                        vertx,
                                                        connector,
                                                        room,
                                                        largestAnswer,
                                                        reader)));
    }

    @PreDestroy
    void close() {
        byName.values().forEach(ConnectedAuthority::close);
    }

    @Override
    public Answer ask(Lookup lookup) {
        var authority = byName.get(lookup.authority());
        if (authority == null) {
            throw new IllegalStateException("no connector for " + lookup);
        }
        return authority.ask(lookup);
    }
}
