/** Dead letters over HTTP. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.deadletters.http;

import org.jspecify.annotations.NullMarked;
