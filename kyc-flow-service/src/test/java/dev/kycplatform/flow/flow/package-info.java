/** Tests of flows. */
@NullMarked
package dev.kycplatform.flow.flow;

import org.jspecify.annotations.NullMarked;
