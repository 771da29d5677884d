package dev.kycplatform.intake.partner;

import dev.kycplatform.partners.PartnerDirectory;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes changes of partners travel: read what is unpublished, publish, mark. Dying in between publishes
 * again, and the version makes that harmless; so does a second instance that does the same.
 */
@ApplicationScoped
public class PublishPartners {
    private final PartnerOutbox outbox;
    private final FindPartner findPartner;
    private final PartnerAnnouncer announcer;
    private final PartnerDirectory directory;
    private volatile boolean isEverybodyKnown;

    PublishPartners(
            PartnerOutbox outbox,
            FindPartner findPartner,
            PartnerAnnouncer announcer,
            PartnerDirectory directory) {
        this.outbox = outbox;
        this.findPartner = findPartner;
        this.announcer = announcer;
        this.directory = directory;
    }

    public void publish() {
        for (var id : outbox.unpublished()) {
            findPartner
                    .find(id)
                    .ifPresent(
                            partner -> {
                                announcer.announce(partner);
                                outbox.published(id, partner.version());
                            });
        }
    }

    /**
     * Publishes again whatever the topic has lost or knows in an older version: compaction keeps the
     * last record of a key, which need not be the highest version.
     *
     * @return whether there was anything to compare with: the topic has been read to its end
     */
    public boolean repair() {
        if (!directory.isComplete()) {
            return false;
        }
        outbox.versions()
                .forEach(
                        (id, version) -> {
                            if (directory.lastVersion(id) < version) {
                                outbox.publishAgain(id);
                            }
                        });
        return true;
    }

    /**
     * Whether every registered partner has been known here at once: after a loss of the topic none is, until they are
     * published again. Once true it stays so: who is registered later is known a moment later.
     */
    public boolean isEverybodyKnown() {
        if (!isEverybodyKnown) {
            isEverybodyKnown =
                    directory.isComplete()
                            && outbox.versions().keySet().stream()
                                    .allMatch(id -> directory.find(id).isPresent());
        }
        return isEverybodyKnown;
    }
}
