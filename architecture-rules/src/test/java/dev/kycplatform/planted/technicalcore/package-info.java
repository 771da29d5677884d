/** Plants a core that touches each technology kept for adapters; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.technicalcore;

import org.jspecify.annotations.NullMarked;
