/** Tests of what apps are told of their webhooks. */
@NullMarked
package dev.kycplatform.flow.webhook;

import org.jspecify.annotations.NullMarked;
