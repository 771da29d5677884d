/** What happened to one job's callbacks, for operators. Nothing personal may be shown. */
@NullMarked
package dev.kycplatform.dispatcher.history;

import org.jspecify.annotations.NullMarked;
