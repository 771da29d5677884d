/** Documents of entities, and where their content goes. No wire format or database may live here. */
@NullMarked
package dev.kycplatform.flow.document;

import org.jspecify.annotations.NullMarked;
