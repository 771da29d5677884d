package dev.kycplatform.clean.job;

public interface JobRepository {
    void add(Job job);
}
