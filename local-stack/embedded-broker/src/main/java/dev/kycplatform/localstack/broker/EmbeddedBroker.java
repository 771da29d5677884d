package dev.kycplatform.localstack.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Formats the log directory the first time, then runs Kafka's own main class in this JVM. */
public final class EmbeddedBroker {
    private EmbeddedBroker() {}

    /** Takes the path of a broker's properties file and returns when the broker has stopped. */
    public static void main(String[] arguments) throws IOException {
        Path properties = Path.of(arguments[0]);
        if (!Files.exists(logDirectory(properties).resolve("meta.properties"))) {
            format(properties);
        }
        Kafka.main(new String[] {properties.toString()});
    }

    private static Path logDirectory(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Path.of(properties.getProperty("log.dirs"));
    }

    private static void format(Path properties) {
        String clusterId = Uuid.randomUuid().toString();
        String[] format = {"format", "--cluster-id", clusterId, "--config", properties.toString()};
        int status = StorageTool.execute(format, System.out);
        if (status != 0) {
            throw new IllegalStateException("formatting the log directory failed: " + status);
        }
    }
}
