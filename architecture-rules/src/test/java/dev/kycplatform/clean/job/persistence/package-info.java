/** An adapter that keeps every rule; nothing else may live here. */
@NullMarked
package dev.kycplatform.clean.job.persistence;

import org.jspecify.annotations.NullMarked;
