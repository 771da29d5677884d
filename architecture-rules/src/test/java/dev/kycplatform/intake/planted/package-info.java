/** Plants a service that knows another one; nothing else may live here. */
@NullMarked
package dev.kycplatform.intake.planted;

import org.jspecify.annotations.NullMarked;
