/** Histories over HTTP. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.history.http;

import org.jspecify.annotations.NullMarked;
