/** The authorities that speak flat JSON and want an API key; other formats have packages of their own. */
@NullMarked
package dev.kycplatform.sandbox.flatjson.http;

import org.jspecify.annotations.NullMarked;
