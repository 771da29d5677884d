/** Plants every way of reading the time without an injected clock; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.timereader;

import org.jspecify.annotations.NullMarked;
