package dev.kycplatform.flow.verification;

import java.util.List;

/** What webhooks are signed with, kept for the dispatcher as the apps now have it. Joins the caller's transaction. */
public interface SigningSecrets {
    /** Apps with an endpoint whose secrets are not those of the app as it now is. */
    List<String> behind(int most);

    void update(String appHandle);
}
