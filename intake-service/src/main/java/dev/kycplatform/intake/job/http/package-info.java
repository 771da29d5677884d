/** The Enhanced KYC wire: JSON in, JSON out. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.job.http;

import org.jspecify.annotations.NullMarked;
