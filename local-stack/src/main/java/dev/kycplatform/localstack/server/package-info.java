/** The servers the services need, run from published artifacts; no service is known here. */
@NullMarked
package dev.kycplatform.localstack.server;

import org.jspecify.annotations.NullMarked;
