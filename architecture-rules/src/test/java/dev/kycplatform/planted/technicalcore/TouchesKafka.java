package dev.kycplatform.planted.technicalcore;

import org.apache.kafka.clients.producer.Producer;

interface TouchesKafka {
    void publish(Producer<byte[], byte[]> producer);
}
