/** Stored results over HTTP. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.archive.http;

import org.jspecify.annotations.NullMarked;
