/** The Advanced and Classic KYC contract's vocabulary, and the events of apps. No rule of a flow may live here. */
@NullMarked
package dev.kycplatform.contracts.flow;

import org.jspecify.annotations.NullMarked;
