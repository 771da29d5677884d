package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.partners.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What is decided without an authority, in this order:
 *
 * <pre>
 * ID type not in the registry, or not for this asker       1014
 * partner unknown, or may not look this type up            1016
 * ID type for flows: malformed                             1014
 * production: a test number, or malformed                  1014
 * sandbox:    no test number                               1014
 *             test number with digit 3 (outage, at once)   1015
 *             test number with digit 5 to 9                1014
 * </pre>
 */
@ApplicationScoped
class LookupRules {
    /** Stands for the authority where the registry names none. */
    static final String NO_AUTHORITY = "none";

    private final IdTypes idTypes;
    private final KycEnvironment environment;

    @Inject
    LookupRules(IdTypes idTypes, DeploymentConfig deployment) {
        this(idTypes, deployment.environment());
    }

    LookupRules(IdTypes idTypes, KycEnvironment environment) {
        this.idTypes = idTypes;
        this.environment = environment;
    }

    Ruling ruling(JobRequest request, Optional<Partner> partner) {
        var known = idTypes.find(request.country(), request.idType());
        if (known.isEmpty()) {
            return new Ruling.End(ResultCode.UNSUPPORTED_FORMAT, NO_AUTHORITY);
        }
        var type = known.get();
        if (partner.filter(it -> !type.audience().includes(it.id())).isPresent()) {
            return new Ruling.End(ResultCode.UNSUPPORTED_FORMAT, NO_AUTHORITY);
        }
        if (partner.filter(it -> it.mayLookUp(type)).isEmpty()) {
            return end(type, ResultCode.NOT_ACTIVATED);
        }
        return switch (type.audience()) {
            case FLOWS -> asked(type, type.isWellFormed(request.idNumber()));
            case PARTNERS ->
                    switch (environment) {
                        case PRODUCTION -> inProduction(type, request.idNumber());
                        case SANDBOX -> inSandbox(type, request.idNumber());
                    };
        };
    }

    private static Ruling inProduction(IdType type, String idNumber) {
        return asked(type, type.isWellFormed(idNumber) && !type.isTestNumber(idNumber));
    }

    private static Ruling asked(IdType type, boolean isNumber) {
        return isNumber ? new Ruling.Ask(type, false) : end(type, ResultCode.UNSUPPORTED_FORMAT);
    }

    private static Ruling inSandbox(IdType type, String idNumber) {
        if (!type.isTestNumber(idNumber)) {
            return end(type, ResultCode.UNSUPPORTED_FORMAT);
        }
        return switch (type.outcomeDigit(idNumber)) {
            case 0, 1, 2 -> new Ruling.Ask(type, false);
            case 4 -> new Ruling.Ask(type, true);
            case 3 -> end(type, ResultCode.AUTHORITY_UNAVAILABLE);
            default -> end(type, ResultCode.UNSUPPORTED_FORMAT);
        };
    }

    private static Ruling end(IdType type, ResultCode code) {
        return new Ruling.End(code, type.authority());
    }
}
