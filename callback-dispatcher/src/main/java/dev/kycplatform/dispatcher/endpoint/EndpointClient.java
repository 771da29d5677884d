package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.callbackpolicy.CallbackUrl;
import java.net.InetAddress;
import java.time.Duration;

/** Sends to an address that was found fit, and to no other. */
public interface EndpointClient {
    /**
     * POSTs once and follows no redirect. Blocks a virtual thread; never throws for what an endpoint does.
     *
     * @param address where to connect to; name and certificate stay the URL's
     * @param within how long it may take
     */
    EndpointAnswer post(
            CallbackUrl url, InetAddress address, SignedCallback callback, Duration within);
}
