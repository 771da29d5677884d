package dev.kycplatform.localstack.server;

import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.process.Supervised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server over TCP on loopback, durable as a deployed one: every commit reaches the disk. */
public final class PostgresServer extends Server {
    public static final String SUPERUSER = "postgres";

    private static final String CERTIFICATE = "server.crt";
    private static final String KEY = "server.key";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Path binaryCache;
    private final Path data;
    private final Path log;
    private final String password;
    private final Optional<Guard> guard;
    private final ServerAccount account = ServerAccount.choose();

    /**
     * @param binaryCache where the programs are unpacked, shared by all servers of this machine's user
     * @param data the data directory; made if it is not there, used as it is if it is
     * @param password of the superuser; only the first start sets it
     */
    public PostgresServer(Path binaryCache, Path data, Path log, int port, String password) {
        this(binaryCache, data, log, port, password, Optional.empty());
    }

    /** The same, which takes encrypted connections only. */
    public PostgresServer(
            Path binaryCache, Path data, Path log, int port, String password, Guard guard) {
        this(binaryCache, data, log, port, password, Optional.of(guard));
    }

    private PostgresServer(
            Path binaryCache,
            Path data,
            Path log,
            int port,
            String password,
            Optional<Guard> guard) {
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
        super(new Supervised(Signal.INTERRUPT, STOP), port);
        this.binaryCache = account.reachable(binaryCache);
        this.data = account.reachable(data);
        this.log = log;
        this.password = password;
        this.guard = guard;
    }

    /** Where a server that is asked to keep its data in a directory really keeps it. */
    public static Path placeOf(Path data) {
        return ServerAccount.choose().reachable(data);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /** Names the superuser and the password: for tests and for the launcher itself. */
    public String adminJdbcUrl(String database) {
        return jdbcUrl(database)
                + "?user="
                + SUPERUSER
                + "&password="
                + password
                + guard.map(guarded -> "&" + guarded.jdbcParameters()).orElse("");
    }

    /** Where the data really is: not always where it was asked for (a server that may not run as root). */
    public Path data() {
        return data;
    }

    @Override
    public void awaitReady() {
        ChildProcess started = child().orElseThrow();
        try {
            Awaiting.ready(started, this::answers, START);
        } catch (ProcessException e) {
            if (started.isAlive()) {
                throw e;
            }
            // A killed server's own children notice within moments; until then its memory is in
            // use.
            launch();
            Awaiting.ready(child().orElseThrow(), this::answers, START);
        }
    }

    @Override
    void prepare() {
        Path home = PostgresBinaries.unpack(binaryCache);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(home);
        }
    }

    @Override
    ChildProcess process() {
        List<String> command = new ArrayList<>();
        command.add(PostgresBinaries.unpack(binaryCache).resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return ChildProcess.start(
                "postgres", account.run(command), Map.of("LC_ALL", "C"), data, log);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(ownSettings());
        if (guard.isPresent()) {
            settings.put("ssl", "on");
            settings.put("ssl_cert_file", CERTIFICATE);
            settings.put("ssl_key_file", KEY);
        }
        return settings;
    }

    private Map<String, String> ownSettings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port())),
                // A socket's path has a length limit that a deep checkout exceeds.
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                // By default a checkpoint comes every 0.5 GB of WAL, half a minute of load: each
                // writes every page whole again that is changed after it (docs/operations.md).
                Map.entry("shared_buffers", "512MB"),
                Map.entry("max_wal_size", "4GB"),
                Map.entry("min_wal_size", "1GB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("log_min_messages", "warning"),
                Map.entry("log_line_prefix", "%m [%p] %u@%d "),
                // Statements carry sealed values and hashes only, but a log is no place for either.
                Map.entry("log_parameter_max_length_on_error", "0"));
    }

    private void initialise(Path home) {
        try {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Path secret = Files.createTempFile(data.getParent(), "initial", ".password");
            try {
                Files.writeString(secret, password);
                account.own(data);
                account.own(secret);
                runInitdb(home, secret);
                if (guard.isPresent()) {
                    encryptOnly(guard.get());
                }
            } finally {
                Files.delete(secret);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot initialise " + data, e);
        }
    }

    /** A key that others may read is refused by the server. */
    private void encryptOnly(Guard guarded) throws IOException {
        Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all all scram-sha-256\n");
        Files.copy(guarded.certificate(), data.resolve(CERTIFICATE));
        Files.copy(guarded.key(), data.resolve(KEY));
        Files.setPosixFilePermissions(
                data.resolve(KEY), PosixFilePermissions.fromString("rw-------"));
        account.own(data);
    }

    private void runInitdb(Path home, Path secret) throws IOException {
        List<String> command =
                List.of(
                        home.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The same order on every machine, whatever locales it has.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8");
        ProcessBuilder builder = new ProcessBuilder(account.run(command));
        builder.environment().put("LC_ALL", "C");
        builder.directory(data.toFile());
        Process initdb = builder.redirectErrorStream(true).start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new ProcessException(
                        "PostgreSQL could not make its data directory:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while PostgreSQL made its data directory", e);
        }
    }

    private boolean answers() {
        try (Connection connection =
                DriverManager.getConnection(
                        adminJdbcUrl("postgres") + "&connectTimeout=2&loginTimeout=2")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
