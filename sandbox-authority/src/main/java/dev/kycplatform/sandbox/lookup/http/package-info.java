/** How a question travels through an authority, its faults included, whatever its format; no format lives here. */
@NullMarked
package dev.kycplatform.sandbox.lookup.http;

import org.jspecify.annotations.NullMarked;
