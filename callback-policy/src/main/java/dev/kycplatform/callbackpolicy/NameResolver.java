package dev.kycplatform.callbackpolicy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
public interface NameResolver {
    /**
     * Every address a name stands for, at least one. Blocks a virtual thread, for a bounded time.
     *
     * @throws UnknownHostException if it stands for none, or nobody says so in time
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
