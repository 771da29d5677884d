/** What of a request tells who sent it, and the endpoint of access tokens. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.auth.http;

import org.jspecify.annotations.NullMarked;
