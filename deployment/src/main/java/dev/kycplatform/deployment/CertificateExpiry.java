package dev.kycplatform.deployment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * How long the certificates last that this service shows others, and those that {@code certificates.watched} names, as a
 * metric. Read from their PEM files each time it is asked, so that a renewed one is seen; the label is the file's name.
 */
@ApplicationScoped
class CertificateExpiry {
    private static final Logger LOG = Logger.getLogger(CertificateExpiry.class);
    private static final double MILLIS = 1000;

    private static final Pattern FILES =
            Pattern.compile(
                    "quarkus\\.http\\.ssl\\.certificate\\.files|quarkus\\.tls\\..*key-store\\.pem\\..*\\.cert");

    private final Config config;
    private final CertificatesConfig certificates;
    private final Clock clock;

    CertificateExpiry(Config config, CertificatesConfig certificates, Clock clock) {
        this.config = config;
        this.certificates = certificates;
        this.clock = clock;
    }

    void watch(@Observes StartupEvent event) {
        for (var file : files()) {
            Gauge.builder("kyc.certificate.expires.in", file, this::secondsLeft)
                    .description("How long the certificate lasts; below zero: it has expired")
                    .baseUnit("seconds")
                    .tag("certificate", String.valueOf(file.getFileName()))
                    .strongReference(true)
                    .register(Metrics.globalRegistry);
        }
    }

    List<Path> files() {
        var shown =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(FILES.asMatchPredicate())
                        .flatMap(name -> config.getOptionalValues(name, Path.class).stream())
                        .flatMap(List::stream);
        var watched = certificates.watched().stream().flatMap(List::stream);
        return Stream.concat(shown, watched).distinct().toList();
    }

    /** Not a number if it cannot be read. */
    double secondsLeft(Path file) {
        return firstExpiry(file)
                .map(end -> Duration.between(clock.instant(), end).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }

    /** Of a chain that of its first to expire. */
    private static Optional<Instant> firstExpiry(Path file) {
        try (var pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .map(certificate -> certificate.getNotAfter().toInstant())
                    .min(Instant::compareTo);
        } catch (IOException | CertificateException e) {
            LOG.warnf(e, "A certificate cannot be read: file=%s", file.getFileName());
            return Optional.empty();
        }
    }
}
