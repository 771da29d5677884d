package dev.kycplatform.flow.app.persistence;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Apps in PostgreSQL. */
@ApplicationScoped
class PanacheAppRepository implements AppRepository, PanacheRepositoryBase<AppRow, String> {
    @Override
    public Optional<App> byHandle(AppHandle handle) {
        return findByIdOptional(handle.value()).map(AppRows::toDomain);
    }

    @Override
    public List<App> after(String after, int most) {
        return find("appHandle > ?1", Sort.by("appHandle"), after).page(0, most).stream()
                .map(AppRows::toDomain)
                .toList();
    }

    @Override
    public void add(App app) {
        if (findByIdOptional(app.handle().value()).isPresent()) {
            throw taken(app.handle());
        }
        try {
            persistAndFlush(AppRows.toRow(app));
        } catch (ConstraintViolationException _) {
            // Somebody was faster.
            throw taken(app.handle());
        }
    }

    @Override
    public App update(App app) {
        var row = findById(app.handle().value());
        if (row == null || row.version != app.version()) {
            throw changedMeanwhile(null);
        }
        AppRows.update(row, app);
        try {
            flush();
        } catch (OptimisticLockException e) {
            throw changedMeanwhile(e);
        }
        return AppRows.toDomain(row);
    }

    private static KycException taken(AppHandle handle) {
        return new KycException(ErrorCode.ALREADY_EXISTS, "app " + handle + " exists already");
    }

    private static KycException changedMeanwhile(@Nullable Throwable cause) {
        return new KycException(
                ErrorCode.CONFLICT, "the app was changed meanwhile; try again", cause);
    }
}
