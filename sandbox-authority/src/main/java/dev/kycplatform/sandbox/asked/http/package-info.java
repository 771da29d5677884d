/** The counters over HTTP; nothing is counted here. */
@NullMarked
package dev.kycplatform.sandbox.asked.http;

import org.jspecify.annotations.NullMarked;
