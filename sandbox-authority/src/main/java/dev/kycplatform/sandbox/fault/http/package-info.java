/** The fault knobs over HTTP; nothing goes wrong here. */
@NullMarked
package dev.kycplatform.sandbox.fault.http;

import org.jspecify.annotations.NullMarked;
