/** The running system, from outside. Nothing here may know how a service is made. */
@NullMarked
package dev.kycplatform.acceptance;

import org.jspecify.annotations.NullMarked;
