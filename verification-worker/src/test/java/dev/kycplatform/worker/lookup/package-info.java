/** What is decided about a job, with everything outside made up. */
@NullMarked
package dev.kycplatform.worker.lookup;

import org.jspecify.annotations.NullMarked;
