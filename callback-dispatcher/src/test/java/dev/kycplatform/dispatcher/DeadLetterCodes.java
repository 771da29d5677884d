package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobKey;
import java.util.List;

/** Why records of a job were dead-lettered. */
final class DeadLetterCodes {
    private DeadLetterCodes() {}

    static List<String> of(JobKey job) {
        return TopicRecords.of(Topics.DEAD_LETTERS, job).stream()
                .map(letter -> TopicRecords.header(letter, EventHeaders.DEAD_LETTER_CODE))
                .toList();
    }
}
