/** How operators' endpoints read what they are sent and say what they refuse. */
@NullMarked
package dev.kycplatform.operators.http;

import org.jspecify.annotations.NullMarked;
