/** Which authorities are played here and which numbers they take; nothing about wire formats may live here. */
@NullMarked
package dev.kycplatform.sandbox.authority;

import org.jspecify.annotations.NullMarked;
