package dev.kycplatform.clean.job;

import dev.kycplatform.clean.partner.PartnerId;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;

public class SubmitJob {
    private final JobRepository jobs;
    private final Clock clock;

    @Inject
    SubmitJob(JobRepository jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Transactional
    public long submit(PartnerId partner) {
        var startedAt = System.nanoTime();
        jobs.add(new Job(partner, 1, new byte[0], List.of(), clock.instant()));
        return System.nanoTime() - startedAt;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Date epoch() {
        return new Date(0);
    }
}
