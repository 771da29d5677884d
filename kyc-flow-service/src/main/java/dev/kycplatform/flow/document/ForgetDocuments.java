package dev.kycplatform.flow.document;

import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Removes documents that are older than documents live, and uploads that came to nothing. */
@ApplicationScoped
public class ForgetDocuments {
    /** In one transaction, so that none lasts long. */
    private static final int BATCH = 100;

    private final DocumentRepository documents;
    private final DocumentContents contents;
    private final FlowConfig.Document config;
    private final Clock clock;

    ForgetDocuments(
            DocumentRepository documents,
            DocumentContents contents,
            FlowConfig config,
            Clock clock) {
        this.documents = documents;
        this.contents = contents;
        this.config = config.document();
        this.clock = clock;
    }

    /** @return true if there may be more */
    @Transactional
    public boolean forget() {
        var now = clock.instant();
        contents.forgetUnfinishedBefore(now.minus(config.unfinishedLifetime()));
        return documents.forgetBefore(now.minus(config.lifetime()), BATCH) > 0;
    }
}
