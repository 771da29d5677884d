package dev.kycplatform.flow.flow.persistence;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.Flows;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Flows as rows. */
@ApplicationScoped
class PanacheFlows implements Flows, PanacheRepositoryBase<FlowRow, UUID> {
    private static final String FOREIGN_KEY = "23503";

    @Override
    public Optional<Flow> byId(FlowId id) {
        return findByIdOptional(id.value()).map(FlowRows::toDomain);
    }

    @Override
    public Optional<Flow> byLevel(String appHandle, String kycLevel) {
        return find("appHandle = ?1 AND kycLevel = ?2 AND status <> 'RETIRED'", appHandle, kycLevel)
                .firstResultOptional()
                .map(FlowRows::toDomain);
    }

    @Override
    public List<Flow> ofApp(Optional<String> appHandle, int most) {
        var order = Sort.by("createdAt").and("flowId");
        var found =
                appHandle.map(app -> find("appHandle", order, app)).orElseGet(() -> findAll(order));
        return found.page(0, most).stream().map(FlowRows::toDomain).toList();
    }

    @Override
    public void add(Flow flow) {
        try {
            persistAndFlush(FlowRows.toRow(flow));
        } catch (ConstraintViolationException e) {
            throw FOREIGN_KEY.equals(e.getSQLState())
                    ? new KycException(
                            ErrorCode.NOT_FOUND, "there is no app " + flow.appHandle(), e)
                    : new KycException(
                            ErrorCode.ALREADY_EXISTS,
                            "the app has a flow of that level already",
                            e);
        }
    }

    @Override
    public Flow update(Flow flow) {
        var row = findById(flow.id().value());
        if (row == null || row.version != flow.version()) {
            throw changedMeanwhile(null);
        }
        FlowRows.update(row, flow);
        try {
            flush();
        } catch (OptimisticLockException e) {
            throw changedMeanwhile(e);
        }
        return FlowRows.toDomain(row);
    }

    private static KycException changedMeanwhile(@Nullable Throwable cause) {
        return new KycException(
                ErrorCode.CONFLICT, "the flow was changed meanwhile; try again", cause);
    }
}
