/** The Classic endpoints of entities and what is registered of them. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.entity.http;

import org.jspecify.annotations.NullMarked;
