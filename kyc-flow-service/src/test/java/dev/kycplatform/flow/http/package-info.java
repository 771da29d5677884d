/** Tests of what all endpoints share. */
@NullMarked
package dev.kycplatform.flow.http;

import org.jspecify.annotations.NullMarked;
