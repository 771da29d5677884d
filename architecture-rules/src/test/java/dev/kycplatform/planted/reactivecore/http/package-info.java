/** Plants a resource that uses Mutiny; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.reactivecore.http;

import org.jspecify.annotations.NullMarked;
