/** Where a callback may go and what came back. Nothing about jobs, retries or rows may live here. */
@NullMarked
package dev.kycplatform.dispatcher.endpoint;

import org.jspecify.annotations.NullMarked;
