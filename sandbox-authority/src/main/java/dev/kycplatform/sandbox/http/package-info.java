/** How errors look on every endpoint that is not an authority's own; no endpoint lives here. */
@NullMarked
package dev.kycplatform.sandbox.http;

import org.jspecify.annotations.NullMarked;
