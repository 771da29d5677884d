/** The callback dispatcher's settings. Nothing that does anything may live here. */
@NullMarked
package dev.kycplatform.dispatcher;

import org.jspecify.annotations.NullMarked;
