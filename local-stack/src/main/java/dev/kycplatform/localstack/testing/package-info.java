/** Real servers and clocks for the tests of the other modules; nothing here is used outside tests. */
@NullMarked
package dev.kycplatform.localstack.testing;

import org.jspecify.annotations.NullMarked;
