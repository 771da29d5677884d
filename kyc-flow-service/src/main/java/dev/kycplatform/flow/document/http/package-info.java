/** Uploading, listing and reading documents. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.document.http;

import org.jspecify.annotations.NullMarked;
