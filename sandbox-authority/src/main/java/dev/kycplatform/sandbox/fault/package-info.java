/** What goes wrong at an authority on purpose, and when; how it shows in HTTP belongs to the adapters. */
@NullMarked
package dev.kycplatform.sandbox.fault;

import org.jspecify.annotations.NullMarked;
