/** Plants a core that knows its own adapter; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.leakycore;

import org.jspecify.annotations.NullMarked;
