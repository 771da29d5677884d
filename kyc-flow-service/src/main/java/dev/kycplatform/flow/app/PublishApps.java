package dev.kycplatform.flow.app;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes changes of apps travel: read what is unpublished, publish, mark. Dying in between publishes again, and the version
 * makes that harmless; so does a second instance that does the same.
 */
@ApplicationScoped
public class PublishApps {
    private final AppOutbox outbox;
    private final FindApp findApp;
    private final AppAnnouncer announcer;

    PublishApps(AppOutbox outbox, FindApp findApp, AppAnnouncer announcer) {
        this.outbox = outbox;
        this.findApp = findApp;
        this.announcer = announcer;
    }

    public void publish() {
        for (var handle : outbox.unpublished()) {
            findApp.find(handle)
                    .ifPresent(
                            app -> {
                                announcer.announce(app);
                                outbox.published(handle, app.version());
                            });
        }
    }

    /**
     * Publishes again whatever the topic has lost or knows in an older version: compaction keeps the last record of a key,
     * which need not be the highest version.
     */
    public void repair() {
        if (!announcer.hasReadAll()) {
            return;
        }
        outbox.versions()
                .forEach(
                        (handle, version) -> {
                            if (announcer.lastVersion(handle) < version) {
                                outbox.publishAgain(handle);
                            }
                        });
    }
}
