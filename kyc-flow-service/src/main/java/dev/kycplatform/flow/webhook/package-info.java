/**
 * What an app is told of the webhooks it is owed, and how it has them sent again. They are owed where verifications move, and
 * delivered by the dispatcher; nothing of either may live here.
 */
@NullMarked
package dev.kycplatform.flow.webhook;

import org.jspecify.annotations.NullMarked;
