/** Authorities that take a form and answer HTTP 200 whatever they say; what they know is decided elsewhere. */
@NullMarked
package dev.kycplatform.sandbox.form.http;

import org.jspecify.annotations.NullMarked;
