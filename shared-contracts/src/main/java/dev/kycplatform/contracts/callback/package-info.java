/** The message owed to a partner. Nothing about when it is sent may live here. */
@NullMarked
package dev.kycplatform.contracts.callback;

import org.jspecify.annotations.NullMarked;
