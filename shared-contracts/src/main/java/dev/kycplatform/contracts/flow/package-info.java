/** The Advanced and Classic KYC contract's vocabulary, the events of apps and verifications, the webhooks they owe. No decision may live here. */
@NullMarked
package dev.kycplatform.contracts.flow;

import org.jspecify.annotations.NullMarked;
