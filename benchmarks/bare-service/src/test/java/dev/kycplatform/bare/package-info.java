/** What the module's code must keep to. */
@NullMarked
package dev.kycplatform.bare;

import org.jspecify.annotations.NullMarked;
