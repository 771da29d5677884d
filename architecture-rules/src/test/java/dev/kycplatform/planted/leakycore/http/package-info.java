/** The adapter that the leaky core knows; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.leakycore.http;

import org.jspecify.annotations.NullMarked;
