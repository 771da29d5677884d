/** What happened to one job here, for operators. Nothing personal may be shown. */
@NullMarked
package dev.kycplatform.worker.history;

import org.jspecify.annotations.NullMarked;
