/** Plants a contract that knows something of ours; nothing else may live here. */
@NullMarked
package dev.kycplatform.contracts.planted;

import org.jspecify.annotations.NullMarked;
