/** An adapter that keeps every rule; nothing else may live here. */
@NullMarked
package dev.kycplatform.clean.job.messaging;

import org.jspecify.annotations.NullMarked;
