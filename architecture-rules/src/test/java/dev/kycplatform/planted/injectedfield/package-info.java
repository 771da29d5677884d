/** Plants injected fields; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.injectedfield;

import org.jspecify.annotations.NullMarked;
