/** Plants a core of the worker that knows its authority adapter; nothing else may live here. */
@NullMarked
package dev.kycplatform.worker.planted.lookup;

import org.jspecify.annotations.NullMarked;
