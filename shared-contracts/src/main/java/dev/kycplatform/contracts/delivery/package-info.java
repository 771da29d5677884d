/** What became of callbacks and endpoints, for downstream systems. Nothing about how they are sent may live here. */
@NullMarked
package dev.kycplatform.contracts.delivery;

import org.jspecify.annotations.NullMarked;
