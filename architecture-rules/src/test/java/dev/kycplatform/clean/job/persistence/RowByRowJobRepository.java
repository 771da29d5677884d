package dev.kycplatform.clean.job.persistence;

import dev.kycplatform.clean.job.Job;
import dev.kycplatform.clean.job.JobRepository;

class RowByRowJobRepository implements JobRepository {
    private JobRow last = new JobRow();

    @Override
    public void add(Job job) {
        last = new JobRow();
        last.id = job.partner().value();
    }
}
