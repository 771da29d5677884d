/** Histories over HTTP. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.dispatcher.history.http;

import org.jspecify.annotations.NullMarked;
