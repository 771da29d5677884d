@NullMarked
package dev.kycplatform.sandbox.identity;

import org.jspecify.annotations.NullMarked;
