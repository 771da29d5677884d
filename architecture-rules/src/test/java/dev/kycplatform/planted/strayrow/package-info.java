/** Plants a row outside persistence; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.strayrow;

import org.jspecify.annotations.NullMarked;
