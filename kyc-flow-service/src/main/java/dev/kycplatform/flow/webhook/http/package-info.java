/** The endpoints of webhooks. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.webhook.http;

import org.jspecify.annotations.NullMarked;
