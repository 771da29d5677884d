/** Authorities that answer in nested JSON to whoever holds an access token; what they know is decided elsewhere. */
@NullMarked
package dev.kycplatform.sandbox.nestedjson.http;

import org.jspecify.annotations.NullMarked;
