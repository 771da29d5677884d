/** Flows: which ID lookups and field checks a verification makes, and what comes of them. No verification may live here. */
@NullMarked
package dev.kycplatform.flow.flow;

import org.jspecify.annotations.NullMarked;
