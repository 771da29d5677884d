/** Lookups and the event log: the consumer of jobs, the publisher of results, the partners. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.lookup.messaging;

import org.jspecify.annotations.NullMarked;
