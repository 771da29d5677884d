/** What consumers' channels do with records and their offsets. What a record means is none of its business. */
@NullMarked
package dev.kycplatform.eventlog.messaging;

import org.jspecify.annotations.NullMarked;
