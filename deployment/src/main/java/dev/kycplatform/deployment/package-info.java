/** Which deployment this is, what it may start with, and waiting for what it depends on. No business rule may live here. */
@NullMarked
package dev.kycplatform.deployment;

import org.jspecify.annotations.NullMarked;
