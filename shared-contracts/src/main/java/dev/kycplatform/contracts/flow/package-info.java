/** The Advanced and Classic KYC contract's vocabulary, and what crosses a process boundary about apps and verifications. No rule of a flow may live here. */
@NullMarked
package dev.kycplatform.contracts.flow;

import org.jspecify.annotations.NullMarked;
