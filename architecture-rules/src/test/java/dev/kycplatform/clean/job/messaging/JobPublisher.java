package dev.kycplatform.clean.job.messaging;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;

interface JobPublisher {
    Uni<Void> publish(ProducerRecord<byte[], byte[]> job);
}
