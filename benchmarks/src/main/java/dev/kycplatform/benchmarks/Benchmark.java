package dev.kycplatform.benchmarks;

/** One thing that is measured, on a system of its own. */
interface Benchmark {
    /** What it is called on the command line, and its results. */
    String name();

    /** What is measured and how, for whoever reads the results. */
    String measures();

    /**
     * Measures, and tells the bench what it found.
     *
     * @throws dev.kycplatform.benchmarks.reconciliation.LostJobsException if anything was lost: there are no figures then
     */
    void run(Workbench bench);
}
