/** Usage at rest. */
@NullMarked
package dev.kycplatform.worker.usage.persistence;

import org.jspecify.annotations.NullMarked;
