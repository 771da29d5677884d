package dev.kycplatform.worker.archive;

import dev.kycplatform.worker.WorkerConfig;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the archive is made with. */
final class ArchiveBeans {
    private ArchiveBeans() {}

    @Produces
    @Singleton
    static Pace pace(WorkerConfig config) {
        var bucket =
                Bucket.builder()
                        .addLimit(
                                limit ->
                                        limit.capacity(1)
                                                .refillGreedy(
                                                        config.archive().republishedPerSecond(),
                                                        Duration.ofSeconds(1)))
                        .build();
        return () -> bucket.asBlocking().consume(1);
    }
}
