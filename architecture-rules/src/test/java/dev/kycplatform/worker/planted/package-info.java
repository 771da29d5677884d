/** The service that another one knows; nothing else may live here. */
@NullMarked
package dev.kycplatform.worker.planted;

import org.jspecify.annotations.NullMarked;
