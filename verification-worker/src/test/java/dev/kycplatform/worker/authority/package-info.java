/** Reading answers, good and bad ones, and asking over real connections. */
@NullMarked
package dev.kycplatform.worker.authority;

import org.jspecify.annotations.NullMarked;
