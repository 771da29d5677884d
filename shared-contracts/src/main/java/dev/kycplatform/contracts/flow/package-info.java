/** What crosses a process boundary about verifications and the webhooks they owe. No decision may live here. */
@NullMarked
package dev.kycplatform.contracts.flow;

import org.jspecify.annotations.NullMarked;
