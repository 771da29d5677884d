/** POSTs to endpoints with Vert.x. No decision where a callback may go may live here. */
@NullMarked
package dev.kycplatform.dispatcher.endpoint.http;

import org.jspecify.annotations.NullMarked;
