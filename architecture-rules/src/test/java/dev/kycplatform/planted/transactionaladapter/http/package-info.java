/** Plants a resource that starts a transaction; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.transactionaladapter.http;

import org.jspecify.annotations.NullMarked;
