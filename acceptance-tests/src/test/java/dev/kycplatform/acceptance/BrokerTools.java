package dev.kycplatform.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The console tools that come with Kafka. */
final class BrokerTools {
    private BrokerTools() {}

    /** {@code kafka-consumer-groups.sh --describe}. */
    static String describe(String group) {
        return run(
                "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                "--describe",
                "--group",
                group);
    }

    /** {@code kafka-console-consumer.sh}, with these arguments beside the broker's address. */
    static String consume(String... arguments) {
        return run("org.apache.kafka.tools.consumer.ConsoleConsumer", arguments);
    }

    private static String run(String tool, String... arguments) {
        var stack = Platform.stack();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        stack.settings().workspace().brokerClasspath().resolve("*").toString(),
                        tool,
                        "--bootstrap-server",
                        stack.kafka().bootstrapServers()));
        command.addAll(List.of(arguments));
        return Run.of(new ProcessBuilder(command)).successful();
    }
}
