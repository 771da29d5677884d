/** The register of identities as it is asked over HTTP: JSON, with an API key. */
@NullMarked
package dev.kycplatform.sandbox.identity.http;

import org.jspecify.annotations.NullMarked;
