/** The operators' API of apps. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.app.http;

import org.jspecify.annotations.NullMarked;
