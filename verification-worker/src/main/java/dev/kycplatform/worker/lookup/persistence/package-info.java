/** Results at rest: sealed, one per job. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.lookup.persistence;

import org.jspecify.annotations.NullMarked;
