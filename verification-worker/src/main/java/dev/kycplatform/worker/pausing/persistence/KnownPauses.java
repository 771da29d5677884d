package dev.kycplatform.worker.pausing.persistence;

import dev.kycplatform.worker.lookup.PausedAuthorities;
import dev.kycplatform.worker.pausing.Pause;
import dev.kycplatform.worker.pausing.PauseAuthority;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The pauses as this instance knows them: read every second. While the database is away they stay as they were. */
@ApplicationScoped
class KnownPauses implements PausedAuthorities {
    private static final Logger LOG = Logger.getLogger(KnownPauses.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final PauseAuthority pauses;
    private final Thread thread = Thread.ofVirtual().name("authority-pauses").unstarted(this::run);
    private volatile Set<String> paused = Set.of();

    KnownPauses(PauseAuthority pauses) {
        this.pauses = pauses;
    }

    /** Before the first record is handled. */
    void start(@Observes @Priority(20) StartupEvent event) {
        read();
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    @Override
    public boolean isPaused(String authority) {
        return paused.contains(authority);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(BETWEEN);
                read();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void read() {
        try {
            paused =
                    pauses.paused().stream()
                            .map(Pause::authority)
                            .collect(Collectors.toUnmodifiableSet());
        } catch (RuntimeException e) {
            // Whatever it is, reading goes on: a pause that is never seen to end would stop its
            // authority for ever.
            LOG.debug("Pauses of authorities stay as they were", e);
        }
    }
}
