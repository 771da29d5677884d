package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tells how well the authority of an ID type answers. */
@ApplicationScoped
public class ReportAuthorityStatus {
    /** An hour of windows, and the one that began before it. */
    private static final int WINDOWS = 7;

    private final IdTypes idTypes;
    private final AuthorityWindows windows;
    private final Clock clock;

    ReportAuthorityStatus(IdTypes idTypes, AuthorityWindows windows, Clock clock) {
        this.idTypes = idTypes.forPartners();
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * Blocking.
     *
     * @throws KycException with PARAMETER_MISSING, WRONG_TYPE (an unknown ID type included), or worth
     *     repeating
     */
    public AuthorityStatus report(RequestFields request) {
        request.require("country");
        request.require("id_type");
        var country = request.storableText("country");
        var idType = request.storableText("id_type");
        if (idTypes.find(country, idType).isEmpty()) {
            throw RequestFields.wrongType("id_type", "one that /v1/services lists for the country");
        }
        return AuthorityStatus.of(windows.latest(country, idType, WINDOWS), clock.instant());
    }
}
