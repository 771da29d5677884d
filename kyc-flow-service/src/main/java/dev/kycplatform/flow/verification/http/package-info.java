/** Verifications over HTTP, as apps and operators read them. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.verification.http;

import org.jspecify.annotations.NullMarked;
