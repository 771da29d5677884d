/** Completed jobs as they come from Kafka, and the service's start and stop. No decision may live here. */
@NullMarked
package dev.kycplatform.dispatcher.delivery.messaging;

import org.jspecify.annotations.NullMarked;
