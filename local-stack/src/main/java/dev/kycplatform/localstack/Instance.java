package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.process.Supervised;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One instance of a service; it keeps its ports and its log file over every restart. */
public final class Instance {
    private static final Duration READY = Duration.ofSeconds(120);

    /** Longer than a service takes to end what it has begun. */
    private static final Duration STOP = Duration.ofSeconds(40);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Service service;
    private final String name;
    private final Path application;
    private final Supplier<List<String>> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private final int port;
    private final Optional<Integer> tlsPort;
    private final Runnable changed;
    private final Supervised place = new Supervised(Signal.TERMINATE, STOP);

    Instance(
            Service service,
            String name,
            Path application,
            Supplier<List<String>> command,
            Map<String, String> environment,
            Path directory,
            int port,
            Optional<Integer> tlsPort,
            Runnable changed) {
        this.service = service;
        this.name = name;
        this.application = application;
        this.command = command;
        this.environment = environment;
        this.directory = directory;
        this.log = directory.resolve(name + ".log");
        this.port = port;
        this.tlsPort = tlsPort;
        this.changed = changed;
    }

    /** Starts the process without waiting for it. */
    public void launch() {
        if (!Files.exists(application)) {
            throw new IllegalStateException(
                    service.module() + " is not built: " + application + " is not there");
        }
        place.launch(() -> ChildProcess.start(name, command.get(), environment, directory, log));
        changed.run();
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() {
        Awaiting.ready(process().orElseThrow(), this::isReady, READY);
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** SIGTERM, and time to end what it has begun. */
    public void stop() {
        place.stop();
    }

    /** {@code kill -9}. */
    public void kill() {
        place.kill();
    }

    public void suspend() {
        place.suspend();
    }

    public void resume() {
        place.resume();
    }

    /** Stops it for good. */
    void close() {
        place.close();
    }

    public void restart() {
        stop();
        start();
    }

    public boolean isReady() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(baseUrl().resolve("/q/health/ready"))
                            .timeout(Duration.ofSeconds(3))
                            .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public Service service() {
        return service;
    }

    /** {@code worker}, and {@code worker-2} for a second one. */
    public String name() {
        return name;
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Empty for a service that only the platform itself calls. */
    public Optional<URI> httpsBaseUrl() {
        return tlsPort.map(number -> URI.create("https://localhost:" + number));
    }

    public Path log() {
        return log;
    }

    /** Empty before the first start; ended after a stop. */
    public Optional<ChildProcess> process() {
        return place.process();
    }

    int port() {
        return port;
    }
}
