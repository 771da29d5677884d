/** Who a request is from: access tokens and signatures. No wire format or database may live here. */
@NullMarked
package dev.kycplatform.flow.auth;

import org.jspecify.annotations.NullMarked;
