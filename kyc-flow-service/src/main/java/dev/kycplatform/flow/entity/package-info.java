/** Persons and businesses as apps registered them. No wire format or database may live here, and no verification. */
@NullMarked
package dev.kycplatform.flow.entity;

import org.jspecify.annotations.NullMarked;
