/** Plants one half of a cycle; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.chicken;

import org.jspecify.annotations.NullMarked;
