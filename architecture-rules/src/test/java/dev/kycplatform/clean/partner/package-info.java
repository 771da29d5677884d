/** A feature that another one knows; nothing else may live here. */
@NullMarked
package dev.kycplatform.clean.partner;

import org.jspecify.annotations.NullMarked;
