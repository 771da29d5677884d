/** Comparing what is registered of an entity with what an authority says. What follows from it may not live here. */
@NullMarked
package dev.kycplatform.flow.check;

import org.jspecify.annotations.NullMarked;
