/** Tests of announcing results again. */
@NullMarked
package dev.kycplatform.worker.archive;

import org.jspecify.annotations.NullMarked;
