/** What accepting a job is when nothing is checked, sealed or counted: bytes in, a row, a record, an answer. */
@NullMarked
package dev.kycplatform.bare;

import org.jspecify.annotations.NullMarked;
