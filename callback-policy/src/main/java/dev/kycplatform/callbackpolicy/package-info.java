/** Where callbacks may go. Nothing about what is sent there, or when, may live here. */
@NullMarked
package dev.kycplatform.callbackpolicy;

import org.jspecify.annotations.NullMarked;
