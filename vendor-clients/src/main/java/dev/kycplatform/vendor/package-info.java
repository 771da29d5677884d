/** What the vendor's clients accept, written from what they were seen to do (contract, section 2.5). For tests only. */
@NullMarked
package dev.kycplatform.vendor;

import org.jspecify.annotations.NullMarked;
