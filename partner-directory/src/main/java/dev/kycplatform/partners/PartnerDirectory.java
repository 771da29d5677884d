package dev.kycplatform.partners;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.StateTopic;
import dev.kycplatform.eventlog.StateTopics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All partners, from {@code kyc.partners}: read whole at the start, then followed. A look-up is one map
 * access, so the accept path reads no database.
 */
@ApplicationScoped
public class PartnerDirectory {
    private final StateTopics stateTopics;
    private final KnownPartners partners;
    private volatile @Nullable StateTopic topic;

    PartnerDirectory(
            StateTopics stateTopics,
            EventCodec codec,
            Keysets keysets,
            PartnerDirectoryConfig config) {
        this.stateTopics = stateTopics;
        this.partners =
                new KnownPartners(
                        codec,
                        config.opensSecrets()
                                ? Optional.of(keysets.seal(Purpose.PARTNER))
                                : Optional.empty());
    }

    /** After the topics exist, before anything is consumed. */
    void start(@Observes @Priority(20) StartupEvent event) {
        topic = stateTopics.read(Topics.PARTNERS, partners);
    }

    @PreDestroy
    void close() {
        var reading = topic;
        if (reading != null) {
            reading.close();
        }
    }

    public Optional<Partner> find(PartnerId id) {
        return partners.find(id);
    }

    /** The version that a partner's last record carries, which need not be the highest; 0: none is known. */
    public long lastVersion(PartnerId id) {
        return partners.lastVersion(id);
    }

    /** True once every partner known at the start is here. */
    public boolean isComplete() {
        var reading = topic;
        return reading != null && reading.isComplete();
    }
}
