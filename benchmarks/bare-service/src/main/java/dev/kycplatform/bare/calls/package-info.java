/** Calls others over HTTP: an ID authority, and a partner's endpoint. */
@NullMarked
package dev.kycplatform.bare.calls;

import org.jspecify.annotations.NullMarked;
