package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import java.util.List;
import java.util.Map;

/** Apps whose change has not travelled yet. Each method is a statement of its own. */
public interface AppOutbox {
    List<AppHandle> unpublished();

    /** Does nothing if a later version was published meanwhile. */
    void published(AppHandle handle, long version);

    /** Every app's version. */
    Map<AppHandle, Long> versions();

    /** Makes an app travel again. */
    void publishAgain(AppHandle handle);
}
