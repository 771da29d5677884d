package dev.kycplatform.localstack.testing;

import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.Reaper;
import dev.kycplatform.localstack.server.KafkaServer;
import dev.kycplatform.localstack.server.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers of a test run are, whoever has started them.
 *
 * @param shared whether they outlive this JVM, so that it must tidy up after itself
 */
record Addresses(String bootstrapServers, String adminJdbcUrl, boolean shared) {
    static Addresses find(Workspace workspace, Path directory) {
        Map<String, String> environment = System.getenv();
        String kafka = environment.get("KYC_TEST_KAFKA");
        String postgres = environment.get("KYC_TEST_POSTGRES");
        Reaper reaper = Reaper.start();
        reaper.delete(directory);
        if (kafka != null && postgres != null) {
            return new Addresses(kafka, postgres, true);
        }
        if ("true".equals(environment.get("KYC_CONTAINERS")) && Containers.areAvailable()) {
            return new Addresses(
                    kafka == null ? Containers.kafka() : kafka,
                    postgres == null ? Containers.postgres() : postgres,
                    postgres != null);
        }
        return embedded(workspace, directory, reaper, kafka, postgres);
    }

    /** Does something when this JVM ends, if that is of use to anybody. */
    void onExit(Runnable tidyUp) {
        if (shared) {
            Runtime.getRuntime().addShutdownHook(new Thread(tidyUp));
        }
    }

    private static Addresses embedded(
            Workspace workspace,
            Path directory,
            Reaper reaper,
            @Nullable String kafka,
            @Nullable String postgres) {
        var broker =
                CompletableFuture.supplyAsync(
                        () -> kafka == null ? broker(workspace, directory, reaper) : kafka);
        String database = postgres == null ? database(workspace, directory, reaper) : postgres;
        return new Addresses(broker.join(), database, postgres != null);
    }

    private static String broker(Workspace workspace, Path directory, Reaper reaper) {
        KafkaServer server =
                new KafkaServer(
                        workspace.brokerClasspath(),
                        directory.resolve("kafka"),
                        directory.resolve("kafka.log"),
                        FreePorts.one(),
                        Lifespan.MOMENTS);
        server.launch();
        reaper.kill(server.child().orElseThrow().pid());
        server.awaitReady();
        return server.bootstrapServers();
    }

    private static String database(Workspace workspace, Path directory, Reaper reaper) {
        PostgresServer server =
                new PostgresServer(
                        workspace.state().resolve("binaries"),
                        directory.resolve("postgres"),
                        directory.resolve("postgres.log"),
                        FreePorts.one(),
                        "test");
        server.launch();
        reaper.kill(server.child().orElseThrow().pid());
        reaper.delete(server.data());
        server.awaitReady();
        return server.adminJdbcUrl("postgres");
    }
}
