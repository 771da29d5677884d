/** What is the same for every path: errors in the caller's shape, clean paths, bounded bodies. No feature may live here. */
@NullMarked
package dev.kycplatform.intake.http;

import org.jspecify.annotations.NullMarked;
