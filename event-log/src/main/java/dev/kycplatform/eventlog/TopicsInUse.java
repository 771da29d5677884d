package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import java.util.Set;

/** The topics a service reads or writes; each service has one such bean. */
public interface TopicsInUse {
    Set<Topics> topics();
}
