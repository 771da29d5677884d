/** Flows: which ID lookups and field checks a verification makes. No verification may live here. */
@NullMarked
package dev.kycplatform.flow.flow;

import org.jspecify.annotations.NullMarked;
