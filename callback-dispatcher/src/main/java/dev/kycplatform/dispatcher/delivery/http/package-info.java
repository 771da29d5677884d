/** What operators see of deliveries and endpoints, and do to them. No decision may live here. */
@NullMarked
package dev.kycplatform.dispatcher.delivery.http;

import org.jspecify.annotations.NullMarked;
