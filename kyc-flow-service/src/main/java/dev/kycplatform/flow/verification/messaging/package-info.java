/** Results as they come from Kafka, transitions as they go there, and the start and stop of what runs by itself. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.verification.messaging;

import org.jspecify.annotations.NullMarked;
