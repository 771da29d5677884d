package dev.kycplatform.localstack.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers as containers; Testcontainers removes them when the JVM has ended. Loaded only when asked for. */
final class Containers {
    private Containers() {}

    static boolean areAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // ends with the JVM
    static String kafka() {
        KafkaContainer container =
                new KafkaContainer("apache/kafka:4.2.0")
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                        // A broker listens when it can serve; what it logs then is its own affair.
                        .waitingFor(Wait.forListeningPort());
        container.start();
        return container.getBootstrapServers();
    }

    @SuppressWarnings("resource") // ends with the JVM
    static String postgres() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return "%s&user=%s&password=%s"
                .formatted(
                        container.getJdbcUrl().contains("?")
                                ? container.getJdbcUrl()
                                : container.getJdbcUrl() + "?",
                        container.getUsername(),
                        container.getPassword());
    }
}
