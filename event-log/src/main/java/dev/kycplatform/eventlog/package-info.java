/** Publishing, reading and provisioning the platform's topics. What the records mean lives with the services. */
@NullMarked
package dev.kycplatform.eventlog;

import org.jspecify.annotations.NullMarked;
