package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;

/** Tells every service how an app now is. */
public interface AppAnnouncer {
    /** Returns when the broker has acknowledged; fails with KycException. */
    void announce(App app);

    /** Whether the topic of apps has been read as far as it went at the start. */
    boolean hasReadAll();

    /** What compaction will leave over: the last record's version; 0: none, or none that can be read. */
    long lastVersion(AppHandle handle);
}
