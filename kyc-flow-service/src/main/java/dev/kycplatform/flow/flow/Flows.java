package dev.kycplatform.flow.flow;

import dev.kycplatform.contracts.error.KycException;
import java.util.List;
import java.util.Optional;

/** Flows at rest. Every method joins the caller's transaction. */
public interface Flows {
    Optional<Flow> byId(FlowId id);

    /** The one of that app and level that is not retired. */
    Optional<Flow> byLevel(String appHandle, String kycLevel);

    /** Newest last; of all apps if the handle is empty. */
    List<Flow> ofApp(Optional<String> appHandle, int most);

    /** @throws KycException with ALREADY_EXISTS if the app has a flow of that level, NOT_FOUND if there is no such app */
    void add(Flow flow);

    /** @throws KycException with CONFLICT if somebody else was faster */
    Flow update(Flow flow);
}
