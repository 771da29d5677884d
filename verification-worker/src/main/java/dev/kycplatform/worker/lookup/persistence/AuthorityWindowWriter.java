package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.worker.lookup.AuthorityWindows;
import dev.kycplatform.worker.lookup.AuthorityWindows.Count;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Adds what this instance counted to {@code worker.authority_window}, and drops windows nobody looks at. */
@ApplicationScoped
class AuthorityWindowWriter {
    private static final Logger LOG = Logger.getLogger(AuthorityWindowWriter.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    /** Long enough to know the status of an authority that is seldom asked. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String ADD =
            """
            INSERT INTO worker.authority_window AS known (
                country, id_type, window_start, asked, answered, last_asked_at)
            SELECT * FROM unnest(
                ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::timestamptz[])
            ON CONFLICT (country, id_type, window_start) DO UPDATE
            SET asked = known.asked + excluded.asked,
                answered = known.answered + excluded.answered,
                last_asked_at = greatest(known.last_asked_at, excluded.last_asked_at)\
            """;

    private static final String FORGET =
            "DELETE FROM worker.authority_window WHERE window_start < ?";

    private final AuthorityWindows windows;
    private final DataSource database;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("authority-windows").unstarted(this::run);
    private volatile boolean stopping;

    AuthorityWindowWriter(AuthorityWindows windows, DataSource database, Clock clock) {
        this.windows = windows;
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        write();
    }

    private void run() {
        try {
            while (!stopping) {
                Thread.sleep(BETWEEN);
                write();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void write() {
        var counts = windows.take();
        if (counts.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            add(connection, sorted(counts));
        } catch (SQLException e) {
            // It may have happened: counted twice is better than not at all, for it is a rate.
            LOG.debug("Counts of authorities wait for the database", e);
            windows.putBack(counts);
            return;
        }
        forget();
    }

    /** So that two instances never wait for each other. */
    private static List<Count> sorted(List<Count> counts) {
        return counts.stream()
                .sorted(
                        Comparator.comparing(Count::country)
                                .thenComparing(Count::idType)
                                .thenComparing(Count::start))
                .toList();
    }

    private static void add(Connection connection, List<Count> counts) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            new ArrayParameters<>(statement, counts)
                    .add("text", Count::country)
                    .add("text", Count::idType)
                    .add("timestamptz", Count::start)
                    .add("int8", Count::asked)
                    .add("int8", Count::answered)
                    .add("timestamptz", Count::lastAskedAt);
            statement.executeUpdate();
        }
    }

    private void forget() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.debug("Old counts of authorities are left for the next time", e);
        }
    }
}
