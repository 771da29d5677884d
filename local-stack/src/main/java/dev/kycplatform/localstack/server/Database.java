package dev.kycplatform.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Prepares a database the way a deployment's operator would, through an administrator's connection. */
public final class Database {
    /** Any number: roles belong to the whole server, so two who prepare databases at once take turns. */
    private static final long TURN = 4_711_2026L;

    private final String adminJdbcUrl;

    /**
     * @param adminJdbcUrl a superuser's, to any database of the server
     */
    public Database(String adminJdbcUrl) {
        this.adminJdbcUrl = adminJdbcUrl;
    }

    /**
     * Makes the database if it is not there, applies the roles' script to it, and sets the roles' passwords.
     *
     * @param passwords by role
     */
    public void prepare(String name, Path rolesScript, Map<String, String> passwords) {
        try (Connection server = DriverManager.getConnection(adminJdbcUrl);
                Statement statement = server.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + TURN + ")");
            try (ResultSet existing =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                if (!existing.next()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
            applyRoles(name, rolesScript, passwords);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the database " + name, e);
        }
    }

    public void drop(String name) {
        try (Connection server = DriverManager.getConnection(adminJdbcUrl);
                Statement statement = server.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop the database " + name, e);
        }
    }

    /** The administrator's address of another database of the same server. */
    public String adminUrlOf(String name) {
        return adminJdbcUrl.replaceFirst("(//[^/?]+/)[^?]*", "$1" + name);
    }

    /** The address of another database of the same server, without anybody's credentials. */
    public String urlOf(String name) {
        return adminUrlOf(name).replaceFirst("\\?.*", "");
    }

    private void applyRoles(String name, Path rolesScript, Map<String, String> passwords)
            throws SQLException {
        try (Connection database = DriverManager.getConnection(adminUrlOf(name));
                Statement statement = database.createStatement()) {
            statement.execute(Files.readString(rolesScript));
            for (var entry : passwords.entrySet()) {
                statement.execute(
                        "ALTER ROLE %s PASSWORD '%s'".formatted(entry.getKey(), entry.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + rolesScript, e);
        }
    }
}
