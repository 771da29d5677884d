/** Jobs on their way to the worker. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.job.messaging;

import org.jspecify.annotations.NullMarked;
