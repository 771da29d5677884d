/** The people that the authorities know, and how they are made up; nothing about wire formats may live here. */
@NullMarked
package dev.kycplatform.sandbox.person;

import org.jspecify.annotations.NullMarked;
