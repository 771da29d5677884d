/** Flows over HTTP, for operators. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.flow.http;

import org.jspecify.annotations.NullMarked;
