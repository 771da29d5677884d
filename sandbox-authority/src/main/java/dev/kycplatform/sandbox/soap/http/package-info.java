/** Authorities that speak SOAP; what they know is decided elsewhere. */
@NullMarked
package dev.kycplatform.sandbox.soap.http;

import org.jspecify.annotations.NullMarked;
