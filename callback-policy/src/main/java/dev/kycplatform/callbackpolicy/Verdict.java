package dev.kycplatform.callbackpolicy;

import java.net.InetAddress;
import java.util.List;

/** What the policy says of a callback's address. */
public sealed interface Verdict {
    /**
     * Nothing speaks against it.
     *
     * @param addresses what the name stands for, all of them vetted; empty if it was not looked up
     */
    record Allowed(CallbackUrl url, List<InetAddress> addresses) implements Verdict {}

    record Refused(Refusal why) implements Verdict {}
}
