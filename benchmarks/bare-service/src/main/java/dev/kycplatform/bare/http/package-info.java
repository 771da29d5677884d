/** Takes bytes over HTTP and reads none of them. */
@NullMarked
package dev.kycplatform.bare.http;

import org.jspecify.annotations.NullMarked;
