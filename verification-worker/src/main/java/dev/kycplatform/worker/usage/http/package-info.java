/** Usage over HTTP. Nothing may be counted here. */
@NullMarked
package dev.kycplatform.worker.usage.http;

import org.jspecify.annotations.NullMarked;
