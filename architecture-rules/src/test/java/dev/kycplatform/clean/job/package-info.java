/** A core that keeps every rule; nothing else may live here. */
@NullMarked
package dev.kycplatform.clean.job;

import org.jspecify.annotations.NullMarked;
