/** What crosses a process boundary. Depends on nothing of ours and on no framework. */
@NullMarked
package dev.kycplatform.contracts;

import org.jspecify.annotations.NullMarked;
