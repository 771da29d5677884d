/** Plants a core that uses Mutiny; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.reactivecore;

import org.jspecify.annotations.NullMarked;
