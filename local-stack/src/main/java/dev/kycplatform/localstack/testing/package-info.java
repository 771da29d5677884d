/** Real servers for the integration tests of the other modules; nothing here is used outside tests. */
@NullMarked
package dev.kycplatform.localstack.testing;

import org.jspecify.annotations.NullMarked;
