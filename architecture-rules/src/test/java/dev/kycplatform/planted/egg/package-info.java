/** Plants the other half of a cycle; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.egg;

import org.jspecify.annotations.NullMarked;
