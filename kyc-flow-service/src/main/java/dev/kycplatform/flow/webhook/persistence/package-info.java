/** Webhooks as they rest here, and their deliveries through the dispatcher's views. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.webhook.persistence;

import org.jspecify.annotations.NullMarked;
