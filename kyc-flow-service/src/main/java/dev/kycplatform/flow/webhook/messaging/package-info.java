/** What the dispatcher is asked for. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.webhook.messaging;

import org.jspecify.annotations.NullMarked;
