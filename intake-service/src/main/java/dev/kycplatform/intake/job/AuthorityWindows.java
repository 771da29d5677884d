package dev.kycplatform.intake.job;

import java.util.List;

/** How often authorities were asked, as the worker counted. Blocking; fails with KycException. */
public interface AuthorityWindows {
    /** The latest windows first; at most {@code most}. */
    List<AuthorityStatus.Window> latest(String country, String idType, int most);
}
