package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * The one stack all acceptance tests of a JVM run against; each leaves it whole. Retries and leases are
 * shortened, so that what takes minutes in earnest takes seconds here.
 */
final class Platform {
    private static final Path STATE = state();

    private static final Stack STACK =
            Stack.start(
                    StackSettings.forTests(Workspace.find(), STATE)
                            .withEnvironment(
                                    Service.INTAKE, Map.of("INTAKE_SYNC_ANSWER_WITHIN", "12s"))
                            .withEnvironment(
                                    Service.WORKER,
                                    Map.of(
                                            "WORKER_PARKING_LEASE", "12s",
                                            "WORKER_AUTHORITY_CONNECT_TIMEOUT", "1s",
                                            "WORKER_AUTHORITY_ANSWER_TIMEOUT", "4s",
                                            "WORKER_PARKING_LONGEST_DELAY", "2s"))
                            .withEnvironment(
                                    Service.DISPATCHER,
                                    Map.of(
                                            "DISPATCHER_RETRY_SCHEDULE",
                                                    "1s,1s,2s,2s,5s,5s,5s,5s,5s",
                                            "DISPATCHER_CONNECT_TIMEOUT", "2s",
                                            "DISPATCHER_TIMEOUT", "4s",
                                            "DISPATCHER_LEASE", "10s")));

    private Platform() {}

    static Stack stack() {
        return STACK;
    }

    static PartnerClient partner() {
        return new PartnerClient(STACK.partner());
    }

    static Path logs() {
        return STATE.resolve("logs");
    }

    /** A superuser's connection: tests look behind the services' backs. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection(STACK.adminJdbcUrl());
    }

    private static Path state() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return Files.createTempDirectory(target, "stack-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
