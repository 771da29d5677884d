package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.callbackpolicy.CallbackUrl;
import java.net.InetAddress;

/** Sends to an address that was found fit, and to no other. */
public interface EndpointClient {
    /**
     * POSTs once and follows no redirect. Blocks a virtual thread for at most the time of one attempt;
     * never throws for what an endpoint does.
     *
     * @param address where to connect to; name and certificate stay the URL's
     */
    EndpointAnswer post(CallbackUrl url, InetAddress address, SignedCallback callback);
}
