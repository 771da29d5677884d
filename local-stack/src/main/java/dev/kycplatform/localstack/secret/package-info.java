/** Development secrets: made on first use, readable by their owner alone, never used by a hardened deployment. */
@NullMarked
package dev.kycplatform.localstack.secret;

import org.jspecify.annotations.NullMarked;
