package dev.kycplatform.localstack.cli;

import dev.kycplatform.contracts.AccessRule;
import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * What a broker must be told before services start, as scripts for Kafka's own tools. The scripts' arguments are the
 * tools' own: {@code --bootstrap-server} and {@code --command-config}.
 */
@Command(
        name = "broker",
        description = "Prints what a broker must be told, as scripts for Kafka's own tools.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Broker implements Runnable {
    private static final String HEAD =
            """
            #!/usr/bin/env bash
            # Printed by ./kyc broker %s. The arguments are those of Kafka's own tools, which must be on the PATH:
            # --bootstrap-server and --command-config. Safe to run again.
            set -euo pipefail
            prefix=${KYC_TOPIC_PREFIX:-}
            """;

    @Spec
    @SuppressWarnings("NullAway.Init") // given by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to print");
    }

    @Command(
            description =
                    "A script that makes missing topics; KYC_PARTITIONS and KYC_REPLICATION say how.")
    void topics() {
        print(
                HEAD.formatted("topics")
                        + """
                        partitions=${KYC_PARTITIONS:-12}
                        replication=${KYC_REPLICATION:-3}
                        """,
                Arrays.stream(Topics.values()).map(Broker::making));
    }

    @Command(
            description =
                    "A script that lets each principal do what it must; KYC_DOWNSTREAM lists your downstream"
                            + " systems' names, with spaces.")
    void access() {
        print(
                HEAD.formatted("access"),
                Stream.concat(
                        Arrays.stream(Principal.values())
                                .filter(principal -> principal != Principal.DOWNSTREAM)
                                .flatMap(
                                        principal ->
                                                letting(
                                                        principal,
                                                        principal.wire(),
                                                        "${prefix}" + principal.wire(),
                                                        "")),
                        Stream.of(
                                        Stream.of(
                                                "for downstream in"
                                                        + " ${KYC_DOWNSTREAM-downstream}; do"),
                                        letting(
                                                Principal.DOWNSTREAM,
                                                "$downstream",
                                                "$downstream",
                                                "    "),
                                        Stream.of("done"))
                                .flatMap(lines -> lines)));
    }

    private static void print(String head, Stream<String> lines) {
        System.out.print(head);
        lines.forEach(line -> System.out.print(line + "\n"));
    }

    private static String making(Topics topic) {
        return "kafka-topics.sh \"$@\" --create --if-not-exists --topic \"${prefix}%s\" --partitions \"$partitions\" --replication-factor \"$replication\"%s"
                .formatted(
                        topic.topicName(),
                        topic.settings().stream()
                                .map(
                                        setting ->
                                                " --config "
                                                        + setting.name()
                                                        + "="
                                                        + setting.value())
                                .collect(Collectors.joining()));
    }

    private static Stream<String> letting(
            Principal principal, String name, String groups, String indent) {
        var topics =
                Arrays.stream(AccessRule.Operation.values())
                        .map(
                                operation ->
                                        AccessRule.of(principal)
                                                .filter(
                                                        rule ->
                                                                rule.resource()
                                                                                == AccessRule
                                                                                        .Resource
                                                                                        .TOPIC
                                                                        && rule.operation()
                                                                                == operation)
                                                .map(
                                                        rule ->
                                                                " --topic \"${prefix}%s\""
                                                                        .formatted(rule.name()))
                                                .collect(Collectors.joining())
                                                .transform(
                                                        all ->
                                                                all.isEmpty()
                                                                        ? ""
                                                                        : " --operation "
                                                                                + operation
                                                                                + all));
        return Stream.concat(
                        topics.filter(arguments -> !arguments.isEmpty()),
                        Stream.of(
                                " --operation READ --resource-pattern-type prefixed --group \"%s\""
                                        .formatted(groups)))
                .map(
                        arguments ->
                                indent
                                        + "kafka-acls.sh \"$@\" --add --allow-principal \"User:%s\"%s"
                                                .formatted(name, arguments));
    }
}
