/** The apps that call this service. No entity, flow or verification may live here. */
@NullMarked
package dev.kycplatform.flow.app;

import org.jspecify.annotations.NullMarked;
